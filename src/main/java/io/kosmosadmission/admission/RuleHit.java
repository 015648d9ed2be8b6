package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;

/** A rule that placed a pod, or would have, and the mode in which it was applied. */
public record RuleHit(String rule, Mode mode) {}
