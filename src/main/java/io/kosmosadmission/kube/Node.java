package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;

/** A node. providerID is empty where nobody set it, as on Kosmos external nodes. */
public record Node(String name, Map<String, String> labels, String providerID, List<Taint> taints)
        implements KubernetesObject {

    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }
}
