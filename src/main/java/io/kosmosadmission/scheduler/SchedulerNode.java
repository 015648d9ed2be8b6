package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Node;
import java.util.Map;

/**
 * A node as the scheduler sees it.
 *
 * @param unschedulable whether it is cordoned
 * @param pods how many pods it has room for
 * @param volumeLimits by CSI driver, how many of its volumes can be attached; a driver that says no number has no limit
 */
public record SchedulerNode(
        Node node, boolean unschedulable, Resources allocatable, int pods, Map<String, Integer> volumeLimits) {

    public SchedulerNode {
        volumeLimits = Map.copyOf(volumeLimits);
    }

    public String name() {
        return node.name();
    }

    /** Returns the node's label; an empty text where it has none. */
    public String label(String key) {
        return node.labels().getOrDefault(key, "");
    }
}
