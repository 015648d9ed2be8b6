package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import java.util.List;
import java.util.Optional;

/**
 * Taints of the node that the pod doesn't tolerate.
 *
 * <p>Filter: every taint with effect NoSchedule or NoExecute is tolerated.
 *
 * <p>Score (weight 3): n = the taints with effect PreferNoSchedule that no toleration with this effect, or without an effect,
 * tolerates; 100 − 100·n/max(n), all 100 where max(n) is 0.
 *
 * <p>Source: tainttoleration/taint_toleration.go Filter, Score, NormalizeScore.
 */
final class TaintToleration {

    static final String NAME = "TaintToleration";
    static final int WEIGHT = 3;

    private static final String PREFER_NO_SCHEDULE = "PreferNoSchedule";

    /** The words of 1.35 and newer. */
    static final String REASON = "node(s) had untolerated taint(s)";

    private TaintToleration() {}

    /** Returns the first taint that keeps the pod off. */
    static Optional<Taint> untolerated(List<Taint> taints, List<Toleration> tolerations) {
        for (Taint taint : taints) {
            if (taint.keepsOff() && !tolerated(taint, tolerations)) {
                return Optional.of(taint);
            }
        }
        return Optional.empty();
    }

    /** Returns how many taints would rather not have the pod. */
    static int unwelcome(List<Taint> taints, List<Toleration> tolerations) {
        int count = 0;
        for (Taint taint : taints) {
            if (taint.effect().equals(PREFER_NO_SCHEDULE) && !tolerated(taint, tolerations)) {
                count++;
            }
        }
        return count;
    }

    static boolean tolerated(Taint taint, List<Toleration> tolerations) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }
}
