package io.kosmosadmission.placement;

import io.kosmosadmission.config.Placement;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;

/** Applies all words of a rule, in the order of the specification. */
public final class RulePlacement {

    private RulePlacement() {}

    /**
     * Returns what each word of the rule adds.
     *
     * @param target the target that the pod's own requirements, its boundaries and the homes of its claims leave
     * @param hardClaim whether a claim binds the pod to its home
     */
    public static List<Contribution> of(
            Placement placement, PodView pod, Target target, boolean hardClaim, Providers providers) {
        List<Contribution> contributions = new ArrayList<>();
        placement.spread().ifPresent(it -> contributions.add(Spreading.of(it, pod, target, hardClaim, providers)));
        placement.onePerProvider().ifPresent(it -> contributions.add(OnePerProvider.of(it, pod, target, providers)));
        placement.colocate().ifPresent(it -> contributions.add(Colocating.of(it, pod, providers)));
        if (!placement.prefer().isEmpty()) {
            contributions.add(Preferring.of(placement.prefer(), providers));
        }
        if (!placement.tolerate().isEmpty()) {
            contributions.add(Tolerating.of(placement.tolerate(), providers));
        }
        placement.buffer().ifPresent(it -> contributions.add(Buffering.of(it, providers)));
        return contributions;
    }
}
