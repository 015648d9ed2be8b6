package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import io.kosmosadmission.scheduler.state.ClusterState;
import io.kosmosadmission.scheduler.state.IntCounts;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PlacedTerm;
import io.kosmosadmission.scheduler.state.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * InterPodAffinity's score: which pods the pod is drawn to and kept apart from, and which are so to it.
 *
 * <p>Score (weight 2): s = Σ over the node's labels of what counts in that domain. For each preferred term of the pod, weight times
 * the pods that it is about, those of anti-affinity negative; for each pod that is there, the weight of each of its preferred terms
 * that is about this pod, and 1 for each of its required affinity terms that is. Then ⌊100·(s − min(s))/(max(s) − min(s))⌋; all 0
 * where all are equal. A pod for which nothing counts isn't scored. Pods that are being deleted count.
 *
 * <p>Source: interpodaffinity/scoring.go processExistingPod, Score, NormalizeScore; hardPodAffinityWeight 1 by default.
 */
final class NearnessToPods {

    static final String NAME = "InterPodAffinity";
    static final int WEIGHT = 2;

    private final Map<Topology, long[]> byDomain = new HashMap<>();
    private boolean counts;

    private NearnessToPods() {}

    static NearnessToPods of(Cycle cycle) {
        NearnessToPods nearness = new NearnessToPods();
        nearness.own(cycle, cycle.spec().affinity().pods(), 1);
        nearness.own(cycle, cycle.spec().affinity().antiPods(), -1);
        for (PlacedTerm term : cycle.alike().termsAboutThem()) {
            if (term.key().effect() == PlacedTerm.Effect.PREFERS) {
                nearness.ofPlaced(term);
            }
        }
        return nearness;
    }

    private void own(Cycle cycle, PodAffinity affinity, int sign) {
        ClusterState cluster = cycle.cluster();
        for (WeightedPodAffinityTerm weighted : affinity.preferred()) {
            Topology topology = cluster.topology(weighted.term().topologyKey());
            IntCounts pods = cluster.selection(List.of(AffinityToPods.match(weighted.term(), cycle)), true)
                    .byNode();
            long weight = (long) sign * weighted.weight();
            pods.forEach((node, count) -> add(topology, topology.domain(node), weight * count));
        }
    }

    private void ofPlaced(PlacedTerm term) {
        long weight = term.key().weight();
        term.byDomain().forEach((domain, count) -> add(term.topology(), domain, weight * count));
    }

    private void add(Topology topology, int domain, long score) {
        if (domain != Topology.NONE && score != 0) {
            byDomain.computeIfAbsent(topology, it -> new long[it.size()])[domain] += score;
            counts = true;
        }
    }

    boolean isSkipped() {
        return !counts;
    }

    long[] raw(List<NodeState> feasible) {
        long[] raw = new long[feasible.size()];
        byDomain.forEach((topology, scores) -> {
            for (int i = 0; i < raw.length; i++) {
                int domain = topology.domain(feasible.get(i).index());
                raw[i] += domain == Topology.NONE ? 0 : scores[domain];
            }
        });
        return raw;
    }

    static long[] normalized(long[] raw) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long score : raw) {
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        long[] normalized = new long[raw.length];
        for (int i = 0; i < raw.length && most > least; i++) {
            normalized[i] = (long) (Normalizing.MOST * ((double) (raw[i] - least) / (most - least)));
        }
        return normalized;
    }
}
