package io.kosmosadmission.config;

import io.kosmosadmission.kube.LabelSelector;
import java.util.Optional;

/** On one provider with other pods. podSelector: absent means the pod's own fellows. */
public record Colocate(Optional<LabelSelector> podSelector, Strength mode) {}
