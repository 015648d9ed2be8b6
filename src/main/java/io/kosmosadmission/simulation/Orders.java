package io.kosmosadmission.simulation;

import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The orders in which pods are placed: by priority, then by namespace and name; and others, in which those of one priority
 * are shuffled, since nobody knows which comes first. In each, the pods of a set that makes one after the other come in turn.
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
        return inTurn(order);
    }

    /** Returns the pods where those of a set that makes them one after the other come by ordinal, in the places they had. */
    static List<RemadePod> inTurn(List<RemadePod> order) {
        Map<ObjectKey, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            int place = i;
            order.get(i)
                    .inTurn()
                    .ifPresent(set -> places.computeIfAbsent(set, unseen -> new ArrayList<>())
                            .add(place));
        }
        List<RemadePod> turns = new ArrayList<>(order);
        for (List<Integer> ofSet : places.values()) {
            List<RemadePod> pods =
                    new ArrayList<>(ofSet.stream().map(order::get).toList());
            pods.sort(Comparator.comparingInt(RemadePod::ordinal));
            for (int i = 0; i < pods.size(); i++) {
                turns.set(ofSet.get(i), pods.get(i));
            }
        }
        return turns;
    }
}
