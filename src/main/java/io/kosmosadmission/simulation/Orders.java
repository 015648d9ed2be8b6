package io.kosmosadmission.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The orders in which pods are placed: by priority, then by namespace and name; and others, in which those of one priority
 * are shuffled, since nobody knows which comes first.
 */
final class Orders {

    /** How many orders tell what depends on them. */
    private static final int MOST = 20;

    /** Pods times nodes that can be judged in all orders together within some seconds. */
    private static final long WORK = 10_000_000L;

    /** Small seeds that are near each other have the same first numbers; multiples of this are far from each other. */
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private static final Comparator<RemadePod> FIRST = Comparator.comparingInt(Orders::priority)
            .reversed()
            .thenComparing(pod -> pod.pod().namespace())
            .thenComparing(pod -> pod.pod().name());

    private Orders() {}

    private static int priority(RemadePod pod) {
        return pod.pod().spec().demand().priority();
    }

    /** Returns how many orders are worth the time. */
    static int count(int pods, int nodes) {
        return (int) Math.max(1, Math.min(MOST, WORK / Math.max(1, (long) pods * nodes)));
    }

    /** Returns an order by its number; 0 is the first one. */
    static List<RemadePod> order(List<RemadePod> pods, int number) {
        List<RemadePod> order = new ArrayList<>(pods);
        order.sort(FIRST);
        if (number > 0) {
            Collections.shuffle(order, new Random(number * SEED));
            order.sort(Comparator.comparingInt(Orders::priority).reversed());
        }
        return order;
    }
}
