package io.kosmosadmission.kube;

import java.util.List;

/**
 * What a patch must know of the pod as it was sent: which parents are present (null counts as absent), and how long the
 * lists are (-1 where absent). It is recorded while the pod is read, so that no tree of the pod is ever built.
 *
 * @param broughtPlacement whether the pod's creator sent the annotation that tells a placement, as with a copy or out of a
 *     backup: the API server notes what a request says (managedFields) before it asks webhooks
 */
public record Presence(
        boolean annotations,
        boolean broughtPlacement,
        int tolerations,
        int topologySpreadConstraints,
        AffinityPresence affinity) {

    /** The length of an absent list. */
    public static final int ABSENT = -1;

    /** The presence of a pod that has none of these fields. */
    public static final Presence NONE = new Presence(false, false, ABSENT, ABSENT, AffinityPresence.NONE);

    /**
     * The presence of {@code spec.affinity} and its fields; present tells whether the affinity itself is there.
     *
     * @param termExpressions the length of matchExpressions in each required node selector term
     */
    public record AffinityPresence(
            boolean present,
            boolean nodeAffinity,
            boolean requiredNodeAffinity,
            List<Integer> termExpressions,
            int preferredNodes,
            PodAffinityPresence pods,
            PodAffinityPresence antiPods) {

        public static final AffinityPresence NONE = new AffinityPresence(
                false, false, false, List.of(), ABSENT, PodAffinityPresence.NONE, PodAffinityPresence.NONE);

        public AffinityPresence {
            termExpressions = List.copyOf(termExpressions);
        }
    }

    /** The presence of podAffinity or podAntiAffinity, and the lengths of its two lists. */
    public record PodAffinityPresence(boolean present, int required, int preferred) {

        public static final PodAffinityPresence NONE = new PodAffinityPresence(false, ABSENT, ABSENT);
    }
}
