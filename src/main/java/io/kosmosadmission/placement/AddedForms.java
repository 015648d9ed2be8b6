package io.kosmosadmission.placement;

import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells by its form what placement may have added to a pod. The rules and the cluster may be others than when the pod was
 * placed, so what placement would add now says nothing.
 *
 * <p>Reads the provider label, the attachLabels, and the labels of the elastic pools. A user may have written the same.
 */
public final class AddedForms {

    private static final int HEAVIEST_HOST_WEIGHT = 100 / Spreading.HOST_SHARE;

    private final String label;
    private final Set<String> required = new HashSet<>();
    private final Set<String> preferred = new HashSet<>();

    public AddedForms(Providers providers) {
        this.label = providers.label();
        required.add(label);
        preferred.add(label);
        for (Provider provider : providers.all()) {
            required.addAll(provider.attachLabels().keySet());
            provider.elasticPools()
                    .forEach(pool -> preferred.addAll(pool.labels().keySet()));
        }
    }

    /** Returns whether a boundary, a claim, a drained provider or a rule may have added the requirement. */
    public boolean isAdded(Requirement requirement) {
        return required.contains(requirement.key()) && isOfOurOperators(requirement);
    }

    private static boolean isOfOurOperators(Requirement requirement) {
        return requirement.operator() == Operator.In
                || requirement.operator() == Operator.NotIn
                || requirement.operator() == Operator.Exists;
    }

    /** Returns whether the term is one that a pod without required node affinity gets. */
    public boolean isAdded(NodeSelectorTerm term) {
        return !term.isEmpty()
                && term.matchFields().isEmpty()
                && term.matchExpressions().stream().allMatch(this::isAdded);
    }

    public boolean isAdded(Toleration toleration) {
        return toleration.isForOneTaint();
    }

    public boolean isAdded(PreferredTerm term) {
        NodeSelectorTerm preference = term.preference();
        return !preference.isEmpty()
                && preference.matchFields().isEmpty()
                && preference.matchExpressions().stream()
                        .allMatch(own -> preferred.contains(own.key()) && isOfOurOperators(own));
    }

    public boolean isAdded(PodAffinityTerm term) {
        return term.topologyKey().equals(label) && isAmongPodsOfTheNamespace(term);
    }

    private static boolean isAmongPodsOfTheNamespace(PodAffinityTerm term) {
        return term.labelSelector().isPresent() && !term.otherNamespaces();
    }

    public boolean isAdded(WeightedPodAffinityTerm wish) {
        boolean overHosts = wish.term().topologyKey().equals(Spreading.HOSTNAME)
                && wish.weight() <= HEAVIEST_HOST_WEIGHT
                && isAmongPodsOfTheNamespace(wish.term());
        return overHosts || isAdded(wish.term());
    }

    public boolean isAdded(TopologySpreadConstraint constraint) {
        boolean overHosts = constraint.topologyKey().equals(Spreading.HOSTNAME)
                && constraint.isSoft()
                && constraint.maxSkew() == Spreading.DEFAULT_HOST_SKEW
                && constraint.nodeTaintsPolicy().isEmpty();
        return overHosts
                || (constraint.topologyKey().equals(label)
                        && constraint
                                .nodeTaintsPolicy()
                                .filter(Spreading.TAINTS_POLICY::equals)
                                .isPresent());
    }

    /** Returns the pod without the requirements on nodes that may have been added to it. */
    public PodView without(PodView pod) {
        return pod.withoutRequirements(this::isAdded);
    }
}
