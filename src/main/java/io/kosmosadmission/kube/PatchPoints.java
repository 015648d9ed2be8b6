package io.kosmosadmission.kube;

import java.util.List;

/**
 * What a patch must know of the pod as it was sent: which parents are there (null counts as absent), and how long the
 * lists are (-1 where absent). Recorded while reading, so that no tree of the pod is ever built.
 */
public record PatchPoints(
        boolean annotations,
        int tolerations,
        int topologySpreadConstraints,
        boolean affinity,
        boolean nodeAffinity,
        boolean requiredNodeAffinity,
        List<Integer> termExpressions) {

    /** A list that isn't there. */
    public static final int ABSENT = -1;

    /** Nothing is there. */
    public static final PatchPoints NONE = new PatchPoints(false, ABSENT, ABSENT, false, false, false, List.of());

    public PatchPoints {
        termExpressions = List.copyOf(termExpressions);
    }
}
