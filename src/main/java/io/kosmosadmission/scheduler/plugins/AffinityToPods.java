package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.scheduler.state.ClusterState;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PlacedTerm;
import io.kosmosadmission.scheduler.state.PodMatch;
import io.kosmosadmission.scheduler.state.Topology;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * InterPodAffinity's filter: the required affinity and anti-affinity of the pod, and the required anti-affinity of the pods that
 * are there.
 *
 * <p>Filter: for each required affinity term, the node has the label, and in its domain is a pod that <i>all</i> of these terms are
 * about; or no such pod is in any domain, and the terms are about the pod itself. For each required anti-affinity term, no pod that
 * it is about is in the node's domain; a node without the label is in none. No pod in any of the node's domains has a required
 * anti-affinity term about this pod. Pods that are being deleted count.
 *
 * <p>Source: interpodaffinity/filtering.go satisfyPodAffinity, satisfyPodAntiAffinity, satisfyExistingPodsAntiAffinity.
 */
final class AffinityToPods implements Filter {

    private static final List<String> NOT_NEAR = List.of("node(s) didn't match pod affinity rules");
    private static final List<String> NOT_APART = List.of("node(s) didn't match pod anti-affinity rules");
    private static final List<String> KEPT_OFF = List.of("node(s) didn't satisfy existing pods anti-affinity rules");

    /** The domains in which there are such pods. */
    private record Domains(Topology topology, BitSet occupied) {

        boolean hold(NodeState node) {
            int domain = topology.domain(node.index());
            return domain != Topology.NONE && occupied.get(domain);
        }
    }

    private final List<Domains> near;
    private final List<Domains> apart;
    private final List<Domains> closed;
    private final boolean first;

    private AffinityToPods(List<Domains> near, List<Domains> apart, List<Domains> closed, boolean first) {
        this.near = near;
        this.apart = apart;
        this.closed = closed;
        this.first = first;
    }

    static Filter filter(Cycle cycle) {
        List<PodAffinityTerm> near = cycle.spec().affinity().pods().required();
        List<Domains> closed = closed(cycle);
        List<Domains> apart = new ArrayList<>();
        for (PodAffinityTerm term : cycle.spec().affinity().antiPods().required()) {
            apart.add(occupied(cycle, term.topologyKey(), List.of(match(term, cycle))));
        }
        if (near.isEmpty() && apart.isEmpty() && closed.isEmpty()) {
            return SKIPPED;
        }
        List<PodMatch> all = near.stream().map(term -> match(term, cycle)).toList();
        List<Domains> together = near.stream()
                .map(term -> occupied(cycle, term.topologyKey(), all))
                .toList();
        boolean nowhere =
                together.stream().allMatch(domains -> domains.occupied().isEmpty());
        return new AffinityToPods(
                together, apart, closed, nowhere && cycle.alike().areMeantBy(all));
    }

    static PodMatch match(PodAffinityTerm term, Cycle cycle) {
        return PodMatch.of(term, cycle.pod().namespace(), cycle.pod().metadata().labels());
    }

    private static Domains occupied(Cycle cycle, String topologyKey, List<PodMatch> matches) {
        ClusterState cluster = cycle.cluster();
        Topology topology = cluster.topology(topologyKey);
        BitSet occupied = new BitSet();
        cluster.selection(matches, true).byNode().forEach((node, count) -> {
            if (count > 0 && topology.domain(node) != Topology.NONE) {
                occupied.set(topology.domain(node));
            }
        });
        return new Domains(topology, occupied);
    }

    private static List<Domains> closed(Cycle cycle) {
        List<Domains> closed = new ArrayList<>();
        for (PlacedTerm term : cycle.alike().termsAboutThem()) {
            if (term.key().effect() == PlacedTerm.Effect.FORBIDS
                    && term.byDomain().isAny()) {
                BitSet occupied = new BitSet();
                term.byDomain().forEach((domain, count) -> occupied.set(domain, count > 0));
                closed.add(new Domains(term.topology(), occupied));
            }
        }
        return closed;
    }

    @Override
    public List<String> refusal(NodeState node) {
        if (!isNear(node)) {
            return NOT_NEAR;
        }
        for (Domains domains : apart) {
            if (domains.hold(node)) {
                return NOT_APART;
            }
        }
        for (Domains domains : closed) {
            if (domains.hold(node)) {
                return KEPT_OFF;
            }
        }
        return PASSES;
    }

    private boolean isNear(NodeState node) {
        boolean there = true;
        for (Domains domains : near) {
            if (domains.topology().domain(node.index()) == Topology.NONE) {
                return false;
            }
            there &= domains.hold(node);
        }
        return there || first;
    }
}
