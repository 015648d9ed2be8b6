package io.kosmosadmission.admission;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PatchPoints;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest {@code add} operations of RFC 6902 that put additions into a pod, from what was recorded while it was read.
 * A parent that is absent or null is added with all that belongs under it, since a patch that doesn't apply is an error that
 * no failurePolicy forgives.
 */
final class JsonPatch {

    private final PodView pod;
    private final PatchPoints points;
    private final List<PatchOperation> operations = new ArrayList<>();

    private JsonPatch(PodView pod) {
        this.pod = pod;
        this.points = pod.points();
    }

    static List<PatchOperation> of(PodView pod, PodAdditions additions, Map<String, String> annotations) {
        JsonPatch patch = new JsonPatch(pod);
        patch.addAnnotations(annotations);
        patch.addRequirements(additions);
        patch.addAll(
                "/spec/tolerations",
                patch.points.tolerations(),
                additions.tolerations().stream().map(JsonPatch::json).toList());
        patch.addAll(
                "/spec/topologySpreadConstraints",
                patch.points.topologySpreadConstraints(),
                additions.topologySpreadConstraints().stream()
                        .map(JsonPatch::json)
                        .toList());
        return List.copyOf(patch.operations);
    }

    private void add(String path, Object value) {
        operations.add(new PatchOperation(path, value));
    }

    private void addAnnotations(Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return;
        }
        if (!points.annotations()) {
            add("/metadata/annotations", annotations);
            return;
        }
        annotations.forEach((key, value) -> add("/metadata/annotations/" + escaped(key), value));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private void addAll(String path, int length, List<Map<String, Object>> values) {
        if (values.isEmpty()) {
            return;
        }
        if (length == PatchPoints.ABSENT) {
            add(path, values);
            return;
        }
        values.forEach(value -> add(path + "/-", value));
    }

    private void addRequirements(PodAdditions additions) {
        if (additions.requirements().isEmpty()) {
            return;
        }
        if (points.requiredNodeAffinity()) {
            addToTerms(additions);
            return;
        }
        Object required =
                Map.of("nodeSelectorTerms", List.of(Map.of("matchExpressions", json(additions.requirements()))));
        if (points.nodeAffinity()) {
            add("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution", required);
            return;
        }
        Object nodeAffinity = Map.of("requiredDuringSchedulingIgnoredDuringExecution", required);
        if (points.affinity()) {
            add("/spec/affinity/nodeAffinity", nodeAffinity);
        } else {
            add("/spec/affinity", Map.of("nodeAffinity", nodeAffinity));
        }
    }

    // ORed terms: one untouched term would let the pod escape.
    private void addToTerms(PodAdditions additions) {
        List<NodeSelectorTerm> terms = pod.requiredNodeAffinity().orElse(List.of());
        for (int i = 0; i < terms.size(); i++) {
            String path =
                    "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/" + i
                            + "/matchExpressions";
            addAll(path, points.termExpressions().get(i), json(additions.lackingIn(terms.get(i))));
        }
    }

    private static List<Map<String, Object>> json(List<Requirement> requirements) {
        return requirements.stream().map(JsonPatch::json).toList();
    }

    private static Map<String, Object> json(Requirement requirement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", requirement.key());
        json.put("operator", requirement.operator().name());
        if (!requirement.values().isEmpty()) {
            json.put("values", requirement.values());
        }
        return json;
    }

    private static Map<String, Object> json(Toleration toleration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", toleration.key());
        json.put("operator", toleration.operator());
        if (!toleration.value().isEmpty()) {
            json.put("value", toleration.value());
        }
        json.put("effect", toleration.effect());
        return json;
    }

    private static Map<String, Object> json(TopologySpreadConstraint constraint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("maxSkew", constraint.maxSkew());
        json.put("topologyKey", constraint.topologyKey());
        json.put("whenUnsatisfiable", constraint.whenUnsatisfiable());
        constraint.minDomains().ifPresent(minDomains -> json.put("minDomains", minDomains));
        constraint.nodeTaintsPolicy().ifPresent(policy -> json.put("nodeTaintsPolicy", policy));
        constraint
                .labelSelector()
                .ifPresent(selector -> json.put("labelSelector", Map.of("matchLabels", selector.matchLabels())));
        if (!constraint.matchLabelKeys().isEmpty()) {
            json.put("matchLabelKeys", constraint.matchLabelKeys());
        }
        return json;
    }
}
