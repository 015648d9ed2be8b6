package io.kosmosadmission.admission;

import io.kosmosadmission.kube.PodView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The annotations that say which rule placed a pod and what was done, and the one that asks for no rule. */
public final class PlacementAnnotations {

    public static final String PLACED_BY = "kosmos-admission.io/placed-by";
    public static final String PLACED = "kosmos-admission.io/placed";
    public static final String SKIP = "kosmos-admission.io/skip";

    private static final String NO_RULE = "-";
    private static final String NOTHING = "nothing";

    private PlacementAnnotations() {}

    /**
     * Returns the annotations to add: those that differ from what they should be. A pod that isn't changed gets none,
     * but those that it has already are corrected.
     */
    public static Map<String, String> missing(PodView pod, boolean changed, String rule, List<String> words) {
        Map<String, String> own = pod.metadata().annotations();
        if (!changed && !own.containsKey(PLACED_BY) && !own.containsKey(PLACED)) {
            return Map.of();
        }
        Map<String, String> missing = new LinkedHashMap<>();
        putIfOther(missing, own, PLACED_BY, rule.isEmpty() ? NO_RULE : rule);
        putIfOther(missing, own, PLACED, words.isEmpty() ? NOTHING : String.join("; ", words));
        return missing;
    }

    /** Returns whether a review has changed the pod. */
    static boolean isPlaced(PodView pod) {
        return pod.metadata().annotations().containsKey(PLACED_BY);
    }

    /** Returns the annotations that the pod had before and lacks now. */
    static Map<String, String> lost(PodView pod, PodView before) {
        Map<String, String> lost = new LinkedHashMap<>(before.metadata().annotations());
        lost.keySet().retainAll(List.of(PLACED_BY, PLACED));
        lost.keySet().removeAll(pod.metadata().annotations().keySet());
        return lost;
    }

    private static void putIfOther(Map<String, String> missing, Map<String, String> own, String key, String value) {
        if (!value.equals(own.get(key))) {
            missing.put(key, value);
        }
    }
}
