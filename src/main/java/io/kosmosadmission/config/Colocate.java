package io.kosmosadmission.config;

import io.kosmosadmission.kube.LabelSelector;
import java.util.Optional;

/**
 * The placement word {@code colocate}: on one provider with other pods. An absent podSelector stands for the pod's own
 * group.
 */
public record Colocate(Optional<LabelSelector> podSelector, Strength mode) {}
