package io.kosmosadmission.scheduler.state;

import java.util.List;

/** What is computed once for each node, whatever pods are on it. */
public interface PerNode {

    /** Computes what is missing for nodes that were added. */
    void extend(List<NodeState> nodes);

    /** Forgets the nodes from this index on. */
    void truncate(int nodes);
}
