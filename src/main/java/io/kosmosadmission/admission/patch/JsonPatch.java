package io.kosmosadmission.admission.patch;

import io.kosmosadmission.admission.PatchOperation;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the smallest {@code add} operations of RFC 6902 that put additions into a pod, from what was recorded while the
 * pod was read. A parent that is absent or null is added with all that belongs under it, since a patch that doesn't
 * apply is an error that no failurePolicy forgives.
 */
public final class JsonPatch {

    private final Presence presence;
    private final List<PatchOperation> operations = new ArrayList<>();

    private JsonPatch(PodView pod) {
        this.presence = pod.presence();
    }

    public static List<PatchOperation> of(PodView pod, PodAdditions additions, Map<String, String> annotations) {
        JsonPatch patch = new JsonPatch(pod);
        patch.operations.addAll(annotations(pod, annotations));
        patch.operations.addAll(AffinityPatch.of(pod, additions));
        patch.addAll(
                "/spec/tolerations",
                patch.presence.tolerations(),
                additions.tolerations().stream().map(JsonPatch::json).toList());
        patch.addAll(
                "/spec/topologySpreadConstraints",
                patch.presence.topologySpreadConstraints(),
                additions.topologySpreadConstraints().stream()
                        .map(JsonPatch::json)
                        .toList());
        return List.copyOf(patch.operations);
    }

    private void add(String path, Object value) {
        operations.add(new PatchOperation(path, value));
    }

    /** Returns the operations that give the pod these annotations. */
    static List<PatchOperation> annotations(PodView pod, Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return List.of();
        }
        if (!pod.presence().annotations()) {
            return List.of(new PatchOperation("/metadata/annotations", annotations));
        }
        List<PatchOperation> operations = new ArrayList<>();
        annotations.forEach(
                (key, value) -> operations.add(new PatchOperation("/metadata/annotations/" + escaped(key), value)));
        return operations;
    }

    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private void addAll(String path, int length, List<Map<String, Object>> values) {
        if (values.isEmpty()) {
            return;
        }
        if (length == Presence.ABSENT) {
            add(path, values);
            return;
        }
        values.forEach(value -> add(path + "/-", value));
    }

    static Map<String, Object> json(Toleration toleration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", toleration.key());
        json.put("operator", toleration.operator());
        if (!toleration.value().isEmpty()) {
            json.put("value", toleration.value());
        }
        json.put("effect", toleration.effect());
        return json;
    }

    static Map<String, Object> json(TopologySpreadConstraint constraint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("maxSkew", constraint.maxSkew());
        json.put("topologyKey", constraint.topologyKey());
        json.put("whenUnsatisfiable", constraint.whenUnsatisfiable());
        constraint.minDomains().ifPresent(minDomains -> json.put("minDomains", minDomains));
        constraint.nodeTaintsPolicy().ifPresent(policy -> json.put("nodeTaintsPolicy", policy));
        constraint.labelSelector().ifPresent(selector -> json.put("labelSelector", AffinityPatch.json(selector)));
        if (!constraint.matchLabelKeys().isEmpty()) {
            json.put("matchLabelKeys", constraint.matchLabelKeys());
        }
        return json;
    }
}
