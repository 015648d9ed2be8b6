package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.PodRequests;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PerNode;
import java.util.Arrays;
import java.util.List;

/**
 * Whether pods with these requests fit each node, and both scores of its resources, computed again only where the node's pods have
 * changed: from one pod of a workload to the next that is one node.
 */
final class ResourceScores implements PerNode {

    record Key(PodRequests requests, int minorVersion) {}

    private static final byte DOES_NOT_FIT = -1;

    private final Key key;
    private int[] versions = {};
    private byte[] least = {};
    private byte[] balanced = {};

    ResourceScores(Key key) {
        this.key = key;
    }

    boolean fits(NodeState node) {
        update(node);
        return least[node.index()] != DOES_NOT_FIT;
    }

    /** Returns the score of a node that the pod fits. */
    int leastAllocated(NodeState node) {
        update(node);
        return least[node.index()];
    }

    /** Returns the score of a node that the pod fits. */
    int balanced(NodeState node) {
        update(node);
        return balanced[node.index()];
    }

    private void update(NodeState node) {
        int index = node.index();
        if (versions[index] == node.version()) {
            return;
        }
        versions[index] = node.version();
        boolean fits = NodeResourcesFit.fits(key.requests(), node);
        least[index] = fits ? (byte) NodeResourcesFit.leastAllocated(key.requests(), node) : DOES_NOT_FIT;
        balanced[index] = fits ? (byte) BalancedAllocation.score(key.requests(), node, key.minorVersion()) : 0;
    }

    @Override
    public void extend(List<NodeState> nodes) {
        if (versions.length != nodes.size()) {
            versions = Arrays.copyOf(versions, nodes.size());
            least = Arrays.copyOf(least, nodes.size());
            balanced = Arrays.copyOf(balanced, nodes.size());
        }
    }

    @Override
    public void truncate(int nodes) {
        if (versions.length > nodes) {
            versions = Arrays.copyOf(versions, nodes);
            least = Arrays.copyOf(least, nodes);
            balanced = Arrays.copyOf(balanced, nodes);
        }
    }
}
