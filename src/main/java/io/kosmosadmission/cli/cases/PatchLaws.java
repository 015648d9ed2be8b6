package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The laws that every patch keeps: it only adds, it loses nothing, and each constraint and anti-affinity term that it
 * adds selects the pod itself.
 */
public final class PatchLaws {

    private static final Set<String> OUR_ANNOTATIONS = Set.of(
            "/metadata/annotations/kosmos-admission.io~1called",
            "/metadata/annotations/kosmos-admission.io~1placed",
            "/metadata/annotations/kosmos-admission.io~1placed-by");
    private static final List<String> SELECTING = List.of(
            "/spec/topologySpreadConstraints",
            "/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution",
            "/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution");

    private PatchLaws() {}

    /**
     * Returns the laws that the patch of a pod breaks, a message each. old is the pod before an UPDATE, else missing: what
     * it has is put back as it is, even where the pod's labels are others now.
     */
    public static List<String> broken(JsonNode patch, JsonNode original, JsonNode old, JsonNode result) {
        List<String> broken = new ArrayList<>();
        for (JsonNode operation : patch) {
            if (!operation.path("op").asText().equals("add")) {
                broken.add("only add operations may be used: " + operation);
            }
        }
        lost("", original, result, broken);
        for (String list : SELECTING) {
            for (int i = 0; i < result.at(list).size(); i++) {
                JsonNode term = result.at(list).get(i);
                if (!has(original.at(list), term) && !has(old.at(list), term)) {
                    selects(list + "/" + i, result, broken);
                }
            }
        }
        return broken;
    }

    private static boolean has(JsonNode list, JsonNode element) {
        for (JsonNode own : list) {
            if (own.equals(element)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reports each value of the original that the result lost or changed. A null may be filled, since the API counts it
     * as absent; an empty object or list may get members.
     */
    private static void lost(String path, JsonNode original, JsonNode result, List<String> broken) {
        if (original.isNull() || OUR_ANNOTATIONS.contains(path)) {
            return;
        }
        if (original.isObject() && result.isObject()) {
            for (Iterator<String> fields = original.fieldNames(); fields.hasNext(); ) {
                String field = fields.next();
                lost(path + TreeDifference.step(field), original.get(field), result.path(field), broken);
            }
        } else if (original.isArray() && result.isArray()) {
            elementsLost(path, original, result, broken);
        } else if (!original.equals(result)) {
            broken.add("lost or changed: " + path + " was " + original + ", and is "
                    + (result.isMissingNode() ? "gone" : result));
        }
    }

    /** Looks for each element behind the one before, since others may have been put between them. */
    private static void elementsLost(String path, JsonNode original, JsonNode result, List<String> broken) {
        int from = 0;
        for (int i = 0; i < original.size(); i++) {
            int found = from;
            while (found < result.size() && !isKept(original.get(i), result.get(found))) {
                found++;
            }
            if (found == result.size()) {
                lost(path + "/" + i, original.get(i), result.path(i), broken);
                return;
            }
            from = found + 1;
        }
    }

    private static boolean isKept(JsonNode original, JsonNode result) {
        List<String> broken = new ArrayList<>();
        lost("", original, result, broken);
        return broken.isEmpty();
    }

    private static void selects(String place, JsonNode pod, List<String> broken) {
        JsonNode term = pod.at(place);
        JsonNode selecting = term.has("podAffinityTerm") ? term.get("podAffinityTerm") : term;
        JsonNode selector = selecting.path("labelSelector");
        Map<String, String> labels = strings(pod.at("/metadata/labels"));
        if (selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty()) {
            broken.add(place + ": a selector that is nil or empty");
        } else if (!selector(selector).matches(labels)) {
            broken.add(place + ": " + selector + " does not select the pod itself, whose labels are " + labels);
        }
        if (selecting.has("matchLabelKeys")) {
            broken.add(place
                    + ": matchLabelKeys, which the API server merges into the selector that it stores, and refuses"
                    + " when that is created again");
        }
    }

    private static LabelSelector selector(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(new Requirement(
                    expression.path("key").asText(),
                    Operator.valueOf(expression.path("operator").asText()),
                    values));
        }
        return new LabelSelector(strings(selector.path("matchLabels")), requirements);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new HashMap<>();
        object.properties()
                .forEach(field -> strings.put(
                        field.getKey(),
                        field.getValue().isNull() ? "" : field.getValue().asText()));
        return strings;
    }
}
