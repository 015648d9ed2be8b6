package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.PodRequests;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.state.NodeState;

/**
 * How equally the node's cpu and memory are used.
 *
 * <p>Score (weight 1): with f = Σ requests / allocatable, at most 1, of each resource, and b(requests) = ⌊(1 − |f(cpu) − f(memory)|
 * / 2)·100⌋, or 100 where the node has but one of them:
 *
 * <ul>
 *   <li>up to 1.35: b(with the pod)
 *   <li>from 1.36 on: 50 + (50 + b(with the pod) − b(without it)) / 2, the division towards zero
 * </ul>
 *
 * A pod that requests neither cpu nor memory isn't scored from 1.33 on.
 *
 * <p>Source: noderesources/balanced_allocation.go, of 1.31 and of 1.36; kubernetes#129138.
 */
final class BalancedAllocation {

    static final String NAME = "NodeResourcesBalancedAllocation";
    static final int WEIGHT = 1;

    private static final int BY_IMPROVEMENT = 36;
    private static final int BEST_EFFORT_SKIPPED = 33;
    private static final long HALF = Normalizing.MOST / 2;

    private BalancedAllocation() {}

    static boolean scores(PodRequests requests, int minorVersion) {
        return minorVersion < BEST_EFFORT_SKIPPED || !requests.isBestEffort();
    }

    static int score(PodRequests requests, NodeState node, int minorVersion) {
        Resources room = node.node().allocatable();
        Resources asked = requests.total();
        long with = balance(node.milliCpu() + asked.milliCpu(), node.memory() + asked.memory(), room);
        if (minorVersion < BY_IMPROVEMENT) {
            return (int) with;
        }
        long without = balance(node.milliCpu(), node.memory(), room);
        return (int) (HALF + (HALF + with - without) / 2);
    }

    private static long balance(long milliCpu, long memory, Resources room) {
        if (room.milliCpu() == 0 || room.memory() == 0) {
            return Normalizing.MOST;
        }
        double deviation = Math.abs((fraction(milliCpu, room.milliCpu()) - fraction(memory, room.memory())) / 2);
        return (long) ((1 - deviation) * Normalizing.MOST);
    }

    private static double fraction(long used, long allocatable) {
        return Math.min(1, (double) used / allocatable);
    }
}
