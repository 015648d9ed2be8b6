package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * PodTopologySpread's filter: the pod's constraints with {@code whenUnsatisfiable: DoNotSchedule}.
 *
 * <p>Filter: the node has the constraint's label, and matching pods in its domain + (1 if the pod itself matches) − least ≤
 * maxSkew. Counted are the pods on nodes that have the labels of all hard constraints and pass the constraint's policies; the
 * domains of such nodes are the domains that there are. least = the fewest matching pods of any of these, or 0 where they are
 * fewer than minDomains.
 *
 * <p>Source: podtopologyspread/filtering.go calPreFilterState, minMatchNum, Filter.
 */
final class HardSpread implements Filter {

    private static final String REASON = "node(s) didn't match pod topology spread constraints";
    private static final List<String> TOO_MANY = List.of(REASON);
    private static final List<String> NO_LABEL = List.of(REASON + " (missing required label)");

    private record Counted(SpreadConstraint constraint, int[] byDomain, int least) {}

    private final List<Counted> all;

    private HardSpread(List<Counted> all) {
        this.all = all;
    }

    static Filter filter(Cycle cycle) {
        List<SpreadConstraint> constraints = SpreadConstraint.own(cycle, false);
        if (constraints.isEmpty()) {
            return SKIPPED;
        }
        List<Counted> all = new ArrayList<>();
        for (SpreadConstraint constraint : constraints) {
            all.add(count(constraint, constraints, cycle));
        }
        return new HardSpread(all);
    }

    private static Counted count(SpreadConstraint constraint, List<SpreadConstraint> all, Cycle cycle) {
        Topology topology = constraint.topology();
        int[] byDomain = new int[topology.size()];
        boolean[] exists = new boolean[topology.size()];
        NodeFacts facts = cycle.facts();
        for (int node = 0; node < cycle.nodes().size(); node++) {
            if (SpreadConstraint.allLabels(all, node) && constraint.counts(facts, node)) {
                exists[topology.domain(node)] = true;
            }
        }
        constraint.selected().forEach((node, count) -> {
            if (count != 0 && SpreadConstraint.allLabels(all, node) && constraint.counts(facts, node)) {
                byDomain[topology.domain(node)] += count;
            }
        });
        return new Counted(constraint, byDomain, least(byDomain, exists, constraint.minDomains()));
    }

    private static int least(int[] byDomain, boolean[] exists, int minDomains) {
        int least = Integer.MAX_VALUE;
        int domains = 0;
        for (int domain = 0; domain < byDomain.length; domain++) {
            if (exists[domain]) {
                least = Math.min(least, byDomain[domain]);
                domains++;
            }
        }
        return domains < minDomains ? 0 : least;
    }

    @Override
    public List<String> refusal(NodeState node) {
        for (Counted counted : all) {
            SpreadConstraint constraint = counted.constraint();
            int domain = constraint.topology().domain(node.index());
            if (domain == Topology.NONE) {
                return NO_LABEL;
            }
            int itself = constraint.selectsItself() ? 1 : 0;
            if (counted.byDomain()[domain] + itself - counted.least() > constraint.maxSkew()) {
                return TOO_MANY;
            }
        }
        return PASSES;
    }
}
