package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.scheduler.state.ClusterState;
import io.kosmosadmission.scheduler.state.IntCounts;
import io.kosmosadmission.scheduler.state.PodMatch;
import io.kosmosadmission.scheduler.state.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A spread constraint of one pod, with its defaults: matchLabelKeys merged into the selector, nodeAffinityPolicy Honor,
 * nodeTaintsPolicy Ignore, minDomains 1. Source: podtopologyspread/common.go filterTopologySpreadConstraints.
 *
 * @param selected the pods of the namespace that it selects and that aren't being deleted, by node; none for an empty selector,
 *     which the scheduler doesn't count
 * @param selectsItself whether the pod itself is selected
 */
record SpreadConstraint(
        int maxSkew,
        Topology topology,
        int minDomains,
        boolean honorsAffinity,
        boolean honorsTaints,
        IntCounts selected,
        boolean selectsItself) {

    static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String HONOR = "Honor";

    private static final IntCounts NOTHING = new IntCounts();

    /** Returns the pod's own hard constraints, or its soft ones. */
    static List<SpreadConstraint> own(Cycle cycle, boolean soft) {
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (TopologySpreadConstraint constraint : cycle.spec().topologySpreadConstraints()) {
            if (constraint.isSoft() == soft) {
                constraints.add(of(constraint, cycle));
            }
        }
        return constraints;
    }

    private static SpreadConstraint of(TopologySpreadConstraint constraint, Cycle cycle) {
        Optional<LabelSelector> selector = PodMatch.merged(
                constraint.labelSelector(),
                constraint.matchLabelKeys(),
                cycle.pod().metadata().labels(),
                true);
        return new SpreadConstraint(
                constraint.maxSkew(),
                cycle.cluster().topology(constraint.topologyKey()),
                constraint.minDomains().orElse(1),
                constraint.nodeAffinityPolicy().orElse(HONOR).equals(HONOR),
                constraint.nodeTaintsPolicy().filter(HONOR::equals).isPresent(),
                selected(selector, cycle),
                selector.filter(it -> it.matches(cycle.pod().metadata().labels()))
                        .isPresent());
    }

    /**
     * Returns the soft constraints of a pod that has none itself: hosts with maxSkew 3 and zones with maxSkew 5, over the pods that
     * its Services and its owner select; none where nothing selects it. Source: podtopologyspread/plugin.go
     * systemDefaultConstraints; helper/spread.go DefaultSelector.
     */
    static List<SpreadConstraint> ofCluster(Cycle cycle) {
        LabelSelector selector = cycle.cluster().selectors().of(cycle.pod());
        if (isEmpty(selector)) {
            return List.of();
        }
        IntCounts selected = selected(Optional.of(selector), cycle);
        ClusterState cluster = cycle.cluster();
        return List.of(
                new SpreadConstraint(3, cluster.topology(HOSTNAME), 1, true, false, selected, true),
                new SpreadConstraint(5, cluster.topology(ZONE), 1, true, false, selected, true));
    }

    private static IntCounts selected(Optional<LabelSelector> selector, Cycle cycle) {
        if (selector.filter(SpreadConstraint::isEmpty).isPresent()) {
            return NOTHING;
        }
        PodMatch match = PodMatch.in(cycle.pod().namespace(), selector);
        return cycle.cluster().selection(List.of(match), false).byNode();
    }

    private static boolean isEmpty(LabelSelector selector) {
        return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
    }

    boolean isOfHosts() {
        return topology.key().equals(HOSTNAME);
    }

    /** Returns whether the pods on the node count, by the constraint's policies. */
    boolean counts(NodeFacts facts, int node) {
        return (!honorsAffinity || facts.matches(node)) && (!honorsTaints || facts.tolerated(node));
    }

    /** Returns whether the node has the labels of all the constraints. */
    static boolean allLabels(List<SpreadConstraint> constraints, int node) {
        for (SpreadConstraint constraint : constraints) {
            if (constraint.topology().domain(node) == Topology.NONE) {
                return false;
            }
        }
        return true;
    }
}
