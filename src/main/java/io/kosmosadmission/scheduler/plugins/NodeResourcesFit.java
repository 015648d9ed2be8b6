package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.PodRequests;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.state.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the node has room, and how much of it.
 *
 * <p>Filter: pods + 1 ≤ allocatable pods; for cpu, memory, ephemeral-storage and each other resource that the pod requests: its
 * request ≤ allocatable − Σ requests of the pods on the node.
 *
 * <p>Score (LeastAllocated, weight 1): the mean of cpu and memory, each ⌊(allocatable − used)·100/allocatable⌋, or 0 where used &gt;
 * allocatable; used = Σ requests as they count for scores ({@link PodRequests}), the pod's own with them. A resource of which the
 * node has none is left out.
 *
 * <p>Source: noderesources/fit.go fitsRequest; noderesources/least_allocated.go.
 */
final class NodeResourcesFit {

    static final String NAME = "NodeResourcesFit";
    static final int WEIGHT = 1;

    private NodeResourcesFit() {}

    static boolean fits(PodRequests requests, NodeState node) {
        SchedulerNode has = node.node();
        Resources asked = requests.total();
        Resources room = has.allocatable();
        return node.pods().size() < has.pods()
                && fits(asked.milliCpu(), room.milliCpu(), node.milliCpu())
                && fits(asked.memory(), room.memory(), node.memory())
                && fits(asked.ephemeralStorage(), room.ephemeralStorage(), node.ephemeralStorage())
                && (asked.extended().isEmpty() || lacking(asked, node).isEmpty());
    }

    private static boolean fits(long asked, long allocatable, long used) {
        return asked == 0 || asked <= allocatable - used;
    }

    /** Returns all that the node has too little of; empty where the pod fits. */
    static List<String> refusal(PodRequests requests, NodeState node) {
        List<String> reasons = new ArrayList<>();
        Resources asked = requests.total();
        Resources room = node.node().allocatable();
        if (node.pods().size() >= node.node().pods()) {
            reasons.add("Too many pods");
        }
        if (!fits(asked.milliCpu(), room.milliCpu(), node.milliCpu())) {
            reasons.add("Insufficient cpu");
        }
        if (!fits(asked.memory(), room.memory(), node.memory())) {
            reasons.add("Insufficient memory");
        }
        if (!fits(asked.ephemeralStorage(), room.ephemeralStorage(), node.ephemeralStorage())) {
            reasons.add("Insufficient ephemeral-storage");
        }
        lacking(asked, node).forEach(resource -> reasons.add("Insufficient " + resource));
        return reasons;
    }

    private static List<String> lacking(Resources asked, NodeState node) {
        Map<String, Long> room = node.node().allocatable().extended();
        List<String> lacking = new ArrayList<>();
        new TreeMap<>(asked.extended()).forEach((name, amount) -> {
            if (!fits(amount, room.getOrDefault(name, 0L), node.extended(name))) {
                lacking.add(name);
            }
        });
        return lacking;
    }

    static int leastAllocated(PodRequests requests, NodeState node) {
        Resources room = node.node().allocatable();
        long sum = 0;
        int resources = 0;
        if (room.milliCpu() != 0) {
            sum += free(node.scoredCpu() + requests.scoredCpu(), room.milliCpu());
            resources++;
        }
        if (room.memory() != 0) {
            sum += free(node.scoredMemory() + requests.scoredMemory(), room.memory());
            resources++;
        }
        return resources == 0 ? 0 : (int) (sum / resources);
    }

    private static long free(long used, long allocatable) {
        return used > allocatable ? 0 : (allocatable - used) * Normalizing.MOST / allocatable;
    }
}
