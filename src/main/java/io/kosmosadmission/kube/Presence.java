package io.kosmosadmission.kube;

import java.util.List;

/**
 * What a patch must know of the pod as it was sent: which parents are there (null counts as absent), and how long the
 * lists are (-1 where absent). Recorded while reading, so that no tree of the pod is ever built.
 */
public record Presence(boolean annotations, int tolerations, int topologySpreadConstraints, AffinityPoints affinity) {

    /** A list that isn't there. */
    public static final int ABSENT = -1;

    /** Nothing is there. */
    public static final Presence NONE = new Presence(false, ABSENT, ABSENT, AffinityPoints.NONE);

    /**
     * Of {@code spec.affinity}; present says whether it is there itself.
     *
     * @param termExpressions of each required node selector term the length of its matchExpressions
     */
    public record AffinityPoints(
            boolean present,
            boolean nodeAffinity,
            boolean requiredNodeAffinity,
            List<Integer> termExpressions,
            int preferredNodes,
            PodPoints pods,
            PodPoints antiPods) {

        public static final AffinityPoints NONE =
                new AffinityPoints(false, false, false, List.of(), ABSENT, PodPoints.NONE, PodPoints.NONE);

        public AffinityPoints {
            termExpressions = List.copyOf(termExpressions);
        }
    }

    /** Of podAffinity or podAntiAffinity. */
    public record PodPoints(boolean present, int required, int preferred) {

        public static final PodPoints NONE = new PodPoints(false, ABSENT, ABSENT);
    }
}
