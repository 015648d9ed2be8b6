package io.kosmosadmission.scheduler;

/**
 * At how many nodes the scheduler looks for one pod, and where it begins: with the node after the last one that it looked at
 * for the pod before. In up to 100 nodes it looks for all that can have the pod; in more, until it has found max(100, nodes · p / 100)
 * with p = max(5, 50 − nodes / 125). Source: schedule_one.go, numFeasibleNodesToFind, findNodesThatPassFilters.
 */
public final class NodeSearch {

    private static final int ALWAYS = 100;
    private static final int LEAST_PERCENT = 5;
    private static final int MOST_PERCENT = 50;
    private static final int NODES_A_PERCENT = 125;
    private static final int PERCENT = 100;

    private int next;

    /** Returns how many nodes that can have the pod are enough. */
    static int enough(int nodes) {
        if (nodes < ALWAYS) {
            return nodes;
        }
        int percent = Math.max(LEAST_PERCENT, MOST_PERCENT - nodes / NODES_A_PERCENT);
        return Math.max(ALWAYS, nodes * percent / PERCENT);
    }

    /** Returns the index of the node to begin with. */
    int begin(int nodes) {
        return nodes == 0 ? 0 : next % nodes;
    }

    /** Says at how many nodes was looked. */
    void looked(int count, int nodes) {
        next = nodes == 0 ? 0 : (begin(nodes) + count) % nodes;
    }
}
