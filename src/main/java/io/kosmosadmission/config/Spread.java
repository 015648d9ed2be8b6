package io.kosmosadmission.config;

import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.List;
import java.util.OptionalInt;

/**
 * The placement word {@code spread}: evenly over the providers.
 *
 * @param labelKeys the labels that make the group; empty where they are inferred
 * @param antiAffinityWeight of the preferred anti-affinity that holds a soft spread, 0 (none) to 100
 */
public record Spread(
        int maxSkew,
        String whenUnsatisfiable,
        OptionalInt minDomains,
        List<String> labelKeys,
        boolean keepHostSpread,
        int antiAffinityWeight) {

    /** The most that the scheduler takes. */
    public static final int DEFAULT_ANTI_AFFINITY_WEIGHT = 100;

    public Spread {
        labelKeys = List.copyOf(labelKeys);
    }

    public boolean isHard() {
        return whenUnsatisfiable.equals(TopologySpreadConstraint.DO_NOT_SCHEDULE);
    }
}
