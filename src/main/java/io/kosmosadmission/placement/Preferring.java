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
 * The word {@code prefer}.
 *
 * <p>Reads which of the named providers some node or pool really bears the label of, less the drained ones where another
 * live, active one is named. Adds a preferred node affinity for each, the best with the most weight. The user's own
 * preferences stay beside them.
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
