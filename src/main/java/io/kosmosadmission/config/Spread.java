package io.kosmosadmission.config;

import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.List;
import java.util.OptionalInt;

/**
 * The placement word {@code spread}: evenly over the providers. labelKeys are the keys that the group's selector uses
 * first.
 */
public record Spread(
        int maxSkew, String whenUnsatisfiable, OptionalInt minDomains, List<String> labelKeys, boolean keepHostSpread) {

    public Spread {
        labelKeys = List.copyOf(labelKeys);
    }

    public boolean isHard() {
        return whenUnsatisfiable.equals(TopologySpreadConstraint.DO_NOT_SCHEDULE);
    }
}
