package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.Topology;
import java.util.Arrays;
import java.util.List;

/**
 * PodTopologySpread's score: the pod's constraints with {@code whenUnsatisfiable: ScheduleAnyway}, or the cluster's for a pod
 * without any constraint.
 *
 * <p>Score (weight 2): s = Σ over the constraints whose label the node has: pods·ln(domains + 2) + maxSkew − 1, rounded. For hosts,
 * pods = the matching pods on the node, domains = the feasible nodes that aren't ignored; else pods = the matching pods in the
 * domain, on nodes that pass the constraint's policies, domains = the values among the feasible nodes that aren't ignored. Of the
 * pod's own constraints every label is needed: a node without one is ignored, and gets 0. Of the cluster's, nodes without the
 * label count as one domain.
 *
 * <p>Then 100·(max(s) + min(s) − s)/max(s); all 100 where max(s) is 0. A pod without constraints isn't scored.
 *
 * <p>Source: podtopologyspread/scoring.go initPreScoreState, PreScore, Score, NormalizeScore.
 */
final class SoftSpread {

    static final String NAME = "PodTopologySpread";
    static final int WEIGHT = 2;

    /** A feasible node without one of the labels. */
    private static final int IGNORED = -1;

    private static final int NO_CANDIDATE = -1;

    /** How much a pod weighs, and the pods by domain; the last domain is that of nodes without the label. */
    private record Counted(SpreadConstraint constraint, double weight, int[] byDomain) {}

    private final Cycle cycle;
    private final List<SpreadConstraint> constraints;
    private final boolean allLabels;
    private final List<NodeState> feasible;

    private SoftSpread(Cycle cycle, List<SpreadConstraint> constraints, boolean allLabels, List<NodeState> feasible) {
        this.cycle = cycle;
        this.constraints = constraints;
        this.allLabels = allLabels;
        this.feasible = feasible;
    }

    static SoftSpread of(Cycle cycle, List<NodeState> feasible) {
        boolean own = !cycle.spec().topologySpreadConstraints().isEmpty();
        List<SpreadConstraint> constraints =
                own ? SpreadConstraint.own(cycle, true) : SpreadConstraint.ofCluster(cycle);
        return new SoftSpread(cycle, constraints, own, feasible);
    }

    boolean isSkipped() {
        return constraints.isEmpty();
    }

    /** Returns the sum of each node; {@code IGNORED} for one that is ignored. */
    long[] raw() {
        List<Counted> counted = constraints.stream().map(this::count).toList();
        long[] raw = new long[feasible.size()];
        for (int i = 0; i < raw.length; i++) {
            int node = feasible.get(i).index();
            raw[i] = isIgnored(node) ? IGNORED : sum(counted, node);
        }
        return raw;
    }

    private boolean isIgnored(int node) {
        return allLabels && !SpreadConstraint.allLabels(constraints, node);
    }

    private Counted count(SpreadConstraint constraint) {
        int[] byDomain = new int[constraint.topology().size() + 1];
        Arrays.fill(byDomain, NO_CANDIDATE);
        int domains = 0;
        for (NodeState each : feasible) {
            int domain = slot(constraint, each.index());
            if (!isIgnored(each.index()) && (constraint.isOfHosts() || byDomain[domain] == NO_CANDIDATE)) {
                byDomain[domain] = 0;
                domains++;
            }
        }
        if (!constraint.isOfHosts()) {
            constraint.selected().forEach((node, count) -> {
                int domain = slot(constraint, node);
                if (byDomain[domain] != NO_CANDIDATE && !isIgnored(node) && constraint.counts(cycle.facts(), node)) {
                    byDomain[domain] += count;
                }
            });
        }
        return new Counted(constraint, StrictMath.log(domains + 2.0), byDomain);
    }

    private static int slot(SpreadConstraint constraint, int node) {
        int domain = constraint.topology().domain(node);
        return domain == Topology.NONE ? constraint.topology().size() : domain;
    }

    private static long sum(List<Counted> counted, int node) {
        double sum = 0;
        for (Counted each : counted) {
            SpreadConstraint constraint = each.constraint();
            int domain = constraint.topology().domain(node);
            if (domain != Topology.NONE) {
                int pods = constraint.isOfHosts() ? constraint.selected().get(node) : each.byDomain()[domain];
                sum += pods * each.weight() + (constraint.maxSkew() - 1);
            }
        }
        return Math.round(sum);
    }

    static long[] normalized(long[] raw) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long sum : raw) {
            if (sum != IGNORED) {
                least = Math.min(least, sum);
                most = Math.max(most, sum);
            }
        }
        long[] normalized = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != IGNORED) {
                normalized[i] = most == 0 ? Normalizing.MOST : Normalizing.MOST * (most + least - raw[i]) / most;
            }
        }
        return normalized;
    }
}
