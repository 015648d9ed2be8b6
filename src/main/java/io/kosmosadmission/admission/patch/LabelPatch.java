package io.kosmosadmission.admission.patch;

import io.kosmosadmission.admission.PatchOperation;
import io.kosmosadmission.kube.Node;
import java.util.List;
import java.util.Map;

/** Makes the operation that gives a node a label which it lacks. */
public final class LabelPatch {

    private LabelPatch() {}

    /** An empty map of labels is added anew, as an absent one and null are: there is nothing in it to be lost. */
    public static List<PatchOperation> of(Node node, String key, String value) {
        return List.of(
                node.labels().isEmpty()
                        ? new PatchOperation("/metadata/labels", Map.of(key, value))
                        : new PatchOperation("/metadata/labels/" + JsonPatch.escaped(key), value));
    }
}
