package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.placing.PodSources;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.placement.Group;
import java.util.Optional;

/**
 * How evenly pods may be expected to be spread over the providers: by a hard constraint of their rule, or by a soft one
 * that an anti-affinity on the provider label holds.
 *
 * <p>Nobody promised it for pods with a constraint of their own on that label, for those that a rule or they themselves
 * wish together, nor beside a buffer, whose pool is filled last.
 */
final class Evenness {

    private final Inventory inventory;
    private final String label;

    Evenness(Inventory inventory) {
        this.inventory = inventory;
        this.label = inventory.providers().label();
    }

    /** Returns the group among which the pod is to be even; empty where it need not be. */
    Optional<Group> group(PodView pod, Placement placement, PodPlacement placed) {
        if (placement.spread().isEmpty()
                || placement.colocate().isPresent()
                || placement.buffer().isPresent()
                || !pod.affinity().pods().required().isEmpty()) {
            return Optional.empty();
        }
        return Group.of(
                        pod,
                        placement.spread().get().labelKeys(),
                        PodSources.of(pod, inventory).setSelector())
                .filter(group -> placed.result().topologySpreadConstraints().stream()
                        .anyMatch(constraint -> isOfRule(constraint, group.selector())
                                && (!constraint.isSoft() || isHeld(placed.result()))));
    }

    private boolean isOfRule(TopologySpreadConstraint constraint, LabelSelector group) {
        return constraint.topologyKey().equals(label)
                && constraint.nodeTaintsPolicy().isPresent()
                && constraint.labelSelector().filter(group::equals).isPresent();
    }

    /** Other scores of the scheduler outweigh a soft constraint alone. */
    private boolean isHeld(PodView pod) {
        return pod.affinity()
                .antiPods()
                .terms()
                .anyMatch(term -> term.topologyKey().equals(label)
                        && term.labelSelector()
                                .filter(selector ->
                                        selector.matches(pod.metadata().labels()))
                                .isPresent());
    }

    /** Returns by how many pods providers may differ. A preferred provider draws one more beside nodes without a label. */
    static int allowed(Placement placement) {
        Spread spread = placement.spread().orElseThrow();
        return spread.maxSkew() + (placement.prefer().isEmpty() || spread.isHard() ? 0 : 1);
    }
}
