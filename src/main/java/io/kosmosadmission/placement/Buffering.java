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
 * The word {@code buffer}.
 *
 * <p>Reads the labels and taints that the elastic pool declares, whether it has a node now or not. Adds a toleration for
 * each taint, and a preferred node affinity away from the pool by those of its labels that tell it from other nodes. Only
 * soft, and only with labels that the autoscaler's template node has too, or the pool would never grow.
 */
public final class Buffering {

    private static final int WEIGHT = 100;

    private Buffering() {}

    public static Contribution of(Buffer buffer, Providers providers) {
        Optional<Pool> pool = providers.pool(buffer.provider(), buffer.pool());
        if (pool.isEmpty()) {
            return Contribution.NOTHING; // refused when the rules are read, so only of a configuration made by hand
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
