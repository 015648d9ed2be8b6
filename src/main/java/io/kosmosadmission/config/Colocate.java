package io.kosmosadmission.config;

import io.kosmosadmission.kube.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * The placement word {@code colocate}: on one provider with other pods. An absent podSelector stands for the pod's own
 * group, of which labelKeys are the labels; empty where they are inferred.
 */
public record Colocate(Optional<LabelSelector> podSelector, List<String> labelKeys, Strength mode) {

    public Colocate {
        labelKeys = List.copyOf(labelKeys);
    }
}
