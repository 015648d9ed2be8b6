package io.kosmosadmission.admission.patch;

import io.kosmosadmission.admission.PatchOperation;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Presence.AffinityPresence;
import io.kosmosadmission.kube.Presence.PodAffinityPresence;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the operations below {@code spec.affinity}. A value whose parents are absent is added together with the topmost
 * absent parent.
 */
final class AffinityPatch {

    static final String PATH = "/spec/affinity";
    static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private final PodView pod;
    private final AffinityPresence presence;
    private final PodAdditions additions;
    private final List<PatchOperation> operations = new ArrayList<>();

    private AffinityPatch(PodView pod, PodAdditions additions) {
        this.pod = pod;
        this.presence = pod.presence().affinity();
        this.additions = additions;
    }

    static List<PatchOperation> of(PodView pod, PodAdditions additions) {
        if (additions.requirements().isEmpty() && additions.affinity().isEmpty()) {
            return List.of();
        }
        AffinityPatch patch = new AffinityPatch(pod, additions);
        Map<String, Object> made = new LinkedHashMap<>();
        patch.nodeAffinity(made);
        patch.pods("podAffinity", additions.affinity().pods(), patch.presence.pods(), made);
        patch.pods("podAntiAffinity", additions.affinity().antiPods(), patch.presence.antiPods(), made);
        if (patch.presence.present()) {
            made.forEach((name, value) -> patch.add(PATH + "/" + name, value));
        } else {
            patch.add(PATH, made);
        }
        return patch.operations;
    }

    private void add(String path, Object value) {
        operations.add(new PatchOperation(path, value));
    }

    private void nodeAffinity(Map<String, Object> made) {
        Map<String, Object> missing = new LinkedHashMap<>();
        if (presence.requiredNodeAffinity()) {
            addToTerms();
        } else if (!additions.requirements().isEmpty()) {
            missing.put(
                    REQUIRED,
                    Map.of("nodeSelectorTerms", List.of(Map.of("matchExpressions", json(additions.requirements())))));
        }
        List<PreferredTerm> preferred = additions.affinity().preferredNodes();
        put("nodeAffinity", PREFERRED, preferred, AffinityPatch::json, presence.preferredNodes(), missing);
        place("nodeAffinity", presence.nodeAffinity(), missing, made);
    }

    private void pods(String name, PodAffinity added, PodAffinityPresence own, Map<String, Object> made) {
        if (added.isEmpty()) {
            return;
        }
        Map<String, Object> missing = new LinkedHashMap<>();
        put(name, REQUIRED, added.required(), AffinityPatch::json, own.required(), missing);
        put(name, PREFERRED, added.preferred(), AffinityPatch::json, own.preferred(), missing);
        place(name, own.present(), missing, made);
    }

    /** Adds the values to the end of the pod's list, if it has one; else puts a new list into missing. */
    private <T> void put(
            String name,
            String list,
            List<T> added,
            Function<T, Map<String, Object>> json,
            int length,
            Map<String, Object> missing) {
        if (added.isEmpty()) {
            return;
        }
        List<Map<String, Object>> values = added.stream().map(json).toList();
        if (length == Presence.ABSENT) {
            missing.put(list, values);
        } else {
            values.forEach(value -> add(PATH + "/" + name + "/" + list + "/-", value));
        }
    }

    private void place(String name, boolean present, Map<String, Object> missing, Map<String, Object> made) {
        if (present) {
            missing.forEach((list, value) -> add(PATH + "/" + name + "/" + list, value));
        } else if (!missing.isEmpty()) {
            made.put(name, missing);
        }
    }

    // Extends every term: they are ORed, so the pod could escape by one that stays as it is.
    private void addToTerms() {
        List<NodeSelectorTerm> terms = pod.requiredNodeAffinity().orElse(List.of());
        for (int i = 0; i < terms.size(); i++) {
            List<Map<String, Object>> lacking = json(additions.lackingIn(terms.get(i)));
            String path = PATH + "/nodeAffinity/" + REQUIRED + "/nodeSelectorTerms/" + i + "/matchExpressions";
            if (presence.termExpressions().get(i) == Presence.ABSENT && !lacking.isEmpty()) {
                add(path, lacking);
            } else {
                lacking.forEach(value -> add(path + "/-", value));
            }
        }
    }

    static Map<String, Object> json(PreferredTerm term) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("weight", term.weight());
        json.put("preference", Map.of("matchExpressions", json(term.preference().matchExpressions())));
        return json;
    }

    static Map<String, Object> json(WeightedPodAffinityTerm term) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("weight", term.weight());
        json.put("podAffinityTerm", json(term.term()));
        return json;
    }

    static Map<String, Object> json(PodAffinityTerm term) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topologyKey", term.topologyKey());
        term.labelSelector().ifPresent(selector -> json.put("labelSelector", json(selector)));
        if (!term.matchLabelKeys().isEmpty()) {
            json.put("matchLabelKeys", term.matchLabelKeys());
        }
        return json;
    }

    static Map<String, Object> json(LabelSelector selector) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!selector.matchLabels().isEmpty()) {
            json.put("matchLabels", selector.matchLabels());
        }
        if (!selector.matchExpressions().isEmpty()) {
            json.put("matchExpressions", json(selector.matchExpressions()));
        }
        return json;
    }

    static List<Map<String, Object>> json(List<Requirement> requirements) {
        return requirements.stream().map(AffinityPatch::json).toList();
    }

    static Map<String, Object> json(Requirement requirement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", requirement.key());
        json.put("operator", requirement.operator().name());
        if (!requirement.values().isEmpty()) {
            json.put("values", requirement.values());
        }
        return json;
    }
}
