package io.kosmosadmission.scheduler.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The domains that the values of one node label make: a number for each value, and the domain of each node. */
public final class Topology implements PerNode {

    /** Stands for the domain of a node without the label. */
    public static final int NONE = -1;

    private final String key;
    private final Map<String, Integer> domains = new HashMap<>();
    private int[] domainOfNode = {};
    private int known;

    Topology(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Returns the domain of the node with this index; {@link #NONE} where it lacks the label. */
    public int domain(int node) {
        return domainOfNode[node];
    }

    /** Returns how many domains there are, or once were. */
    public int size() {
        return domains.size();
    }

    @Override
    public void extend(List<NodeState> nodes) {
        if (known < nodes.size()) {
            domainOfNode = Arrays.copyOf(domainOfNode, nodes.size());
        }
        for (; known < nodes.size(); known++) {
            String value = nodes.get(known).node().node().labels().get(key);
            domainOfNode[known] = value == null ? NONE : domains.computeIfAbsent(value, it -> domains.size());
        }
    }

    @Override
    public void truncate(int nodes) {
        known = Math.min(known, nodes);
    }
}
