package io.kosmosadmission.placement;

import io.kosmosadmission.config.Placement;
import java.util.ArrayList;
import java.util.List;

/** Applies all words of a rule, in the order of the specification. */
public final class RulePlacement {

    private RulePlacement() {}

    /** Returns what each word of the rule adds. */
    public static List<Contribution> of(Placement placement, PodContext context) {
        List<Contribution> contributions = new ArrayList<>();
        placement.spread().ifPresent(it -> contributions.add(Spreading.of(placement, context)));
        placement.onePerProvider().ifPresent(it -> contributions.add(OnePerProvider.of(it, context)));
        placement.colocate().ifPresent(it -> contributions.add(Colocating.of(it, context)));
        if (!placement.prefer().isEmpty()) {
            contributions.add(Preferring.of(placement.prefer(), context.providers()));
        }
        if (!placement.tolerate().isEmpty()) {
            contributions.add(Tolerating.of(placement.tolerate(), context));
        }
        placement.buffer().ifPresent(it -> contributions.add(Buffering.of(it, context.providers())));
        return contributions;
    }
}
