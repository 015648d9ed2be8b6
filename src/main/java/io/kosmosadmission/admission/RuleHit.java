package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;

/** A rule that a pod was placed by, or would be, and the mode that held for it. */
public record RuleHit(String rule, Mode mode) {}
