package io.kosmosadmission.admission.audit;

import io.kosmosadmission.kube.PodView;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Pods of one controller that differ in nothing that decisions read but their names and nodes.
 *
 * @param pod stands for each of them; it has no node
 * @param byNode how many there are by the name of their node, and the first of them; the empty name stands for no node
 */
record PodForm(PodView pod, Map<String, Seen> byNode) {

    /** The number of pods, and the name of the first of them. */
    record Seen(int count, String first) {

        static final Seen NONE = new Seen(0, "");

        Seen and(Seen other) {
            if (count == 0) {
                return other;
            }
            return new Seen(count + other.count, first.compareTo(other.first) <= 0 ? first : other.first);
        }
    }

    static PodForm of(PodView pod) {
        return new PodForm(pod, new TreeMap<>());
    }

    void add(String node, String name) {
        byNode.merge(node, new Seen(1, name), Seen::and);
    }

    /** Returns those of the pods whose node the test holds for; the empty name stands for no node. */
    PodForm on(Predicate<String> node) {
        PodForm some = of(pod);
        byNode.forEach((name, seen) -> {
            if (node.test(name)) {
                some.byNode.put(name, seen);
            }
        });
        return some;
    }

    /** Returns the number of the pods and the first of them. */
    Seen all() {
        return all(byNode.values());
    }

    static Seen all(Collection<Seen> some) {
        return some.stream().reduce(Seen::and).orElse(Seen.NONE);
    }
}
