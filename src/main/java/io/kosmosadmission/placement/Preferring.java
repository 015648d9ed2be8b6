package io.kosmosadmission.placement;

import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * The word {@code prefer}: some providers before others.
 *
 * <p>Reads the named providers whose label some node or pool really has, without the drained ones where another named
 * one is live and active. Adds a preferred node affinity for each, with weights 100, 50, 25, 12, 6, then 1, the best
 * provider first. Leaves alone the user's own preferences.
 */
public final class Preferring {

    private static final List<Integer> WEIGHTS = List.of(100, 50, 25, 12, 6);
    private static final int WEIGHT_OF_OTHERS = 1;

    private Preferring() {}

    public static Contribution of(List<String> prefer, Providers providers) {
        List<String> names = providers.withoutDrained(prefer).stream()
                .filter(name -> providers.named(name).filter(Provider::labelled).isPresent())
                .toList();
        if (names.isEmpty()) {
            return Contribution.NOTHING;
        }
        List<PreferredTerm> terms = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Requirement requirement = Requirement.in(providers.label(), List.of(names.get(i)));
            terms.add(new PreferredTerm(
                    i < WEIGHTS.size() ? WEIGHTS.get(i) : WEIGHT_OF_OTHERS, NodeSelectorTerm.of(requirement)));
        }
        return Contribution.of(PodAdditions.of(Affinity.preferring(terms)), "prefers " + String.join(", ", names));
    }
}
