package io.kosmosadmission.placement;

import io.kosmosadmission.config.Buffer;
import io.kosmosadmission.inventory.Pool;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Toleration;
import java.util.List;
import java.util.Optional;

/**
 * The word {@code buffer}: an elastic pool is used last.
 *
 * <p>Reads the labels and taints that the pool declares, whether it has a node now or not. Adds a toleration for each
 * taint, and a preferred node affinity (weight 100) away from the pool, by the labels that distinguish it from other
 * nodes. The affinity is never required, and names only labels that the pool declares, which the autoscaler's template
 * node has too: the pool would never grow otherwise. Leaves alone what the pod has already.
 */
public final class Buffering {

    private static final int WEIGHT = 100;

    private Buffering() {}

    public static Contribution of(Buffer buffer, Providers providers) {
        Optional<Pool> pool = providers.pool(buffer.provider(), buffer.pool());
        if (pool.isEmpty()) {
            return Contribution.NOTHING; // the rules reader refuses it, so only a configuration made in code has it
        }
        List<Requirement> away = pool.get().ownLabels().entrySet().stream()
                .map(label -> Requirement.notIn(label.getKey(), List.of(label.getValue())))
                .toList();
        List<PreferredTerm> terms =
                away.isEmpty() ? List.of() : List.of(new PreferredTerm(WEIGHT, new NodeSelectorTerm(away, List.of())));
        List<Toleration> tolerations =
                pool.get().declared().taints().stream().map(Toleration::of).toList();
        return Contribution.of(
                PodAdditions.of(Affinity.preferring(terms)).and(PodAdditions.tolerating(tolerations)),
                buffer + " last");
    }
}
