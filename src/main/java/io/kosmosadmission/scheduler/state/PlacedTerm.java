package io.kosmosadmission.scheduler.state;

/**
 * A term of placed pods about other pods, which counts for a newcomer that it is about: how many pods with it are in each
 * domain of its topologyKey.
 */
public final class PlacedTerm {

    /** What a term of a placed pod does to a newcomer. */
    public enum Effect {
        /** It is drawn to the domain or kept off it, with the weight. */
        PREFERS,
        /** It can't be put into the domain. */
        FORBIDS
    }

    /**
     * What makes terms the same.
     *
     * @param weight negative where newcomers are kept off; 1 for a required affinity, which counts as a preference (kubernetes
     *     pkg/scheduler/apis/config/v1/defaults.go HardPodAffinityWeight)
     */
    public record Key(Effect effect, int weight, PodMatch match, String topologyKey) {}

    private final Key key;
    private final Topology topology;
    private final IntCounts byDomain = new IntCounts();

    PlacedTerm(Key key, Topology topology) {
        this.key = key;
        this.topology = topology;
    }

    public Key key() {
        return key;
    }

    public Topology topology() {
        return topology;
    }

    /** Returns the pods by domain. */
    public IntCounts byDomain() {
        return byDomain;
    }

    void add(int node, int delta) {
        int domain = topology.domain(node);
        if (domain != Topology.NONE) {
            byDomain.add(domain, delta);
        }
    }
}
