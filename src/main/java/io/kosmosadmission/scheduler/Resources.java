package io.kosmosadmission.scheduler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Amounts of resources: what a pod requests or a node has allocatable.
 *
 * @param milliCpu thousandths of a processor
 * @param memory in bytes
 * @param ephemeralStorage in bytes
 * @param extended all other resources by name, huge pages too
 */
public record Resources(long milliCpu, long memory, long ephemeralStorage, Map<String, Long> extended) {

    public static final Resources NONE = new Resources(0, 0, 0, Map.of());

    public Resources {
        extended = Map.copyOf(extended);
    }

    public static Resources of(long milliCpu, long memory) {
        return new Resources(milliCpu, memory, 0, Map.of());
    }

    /** Returns the names of the resources of which there is any amount. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(extended.keySet());
        names.removeIf(name -> extended.getOrDefault(name, 0L) == 0);
        if (milliCpu > 0) {
            names.add("cpu");
        }
        if (memory > 0) {
            names.add("memory");
        }
        if (ephemeralStorage > 0) {
            names.add("ephemeral-storage");
        }
        return names;
    }

    public Resources plus(Resources more) {
        return new Resources(
                milliCpu + more.milliCpu,
                memory + more.memory,
                ephemeralStorage + more.ephemeralStorage,
                merged(more, Long::sum));
    }

    /** Returns the larger amount of each resource. */
    public Resources max(Resources other) {
        return new Resources(
                Math.max(milliCpu, other.milliCpu),
                Math.max(memory, other.memory),
                Math.max(ephemeralStorage, other.ephemeralStorage),
                merged(other, Math::max));
    }

    private Map<String, Long> merged(Resources other, BinaryOperator<Long> together) {
        if (other.extended.isEmpty()) {
            return extended;
        }
        Map<String, Long> all = new HashMap<>(extended);
        other.extended.forEach((name, amount) -> all.merge(name, amount, together));
        return all;
    }
}
