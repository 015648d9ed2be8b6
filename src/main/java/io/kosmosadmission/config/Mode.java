package io.kosmosadmission.config;

/**
 * How strictly a part acts, from strictest to least strict: Enforce acts, Warn only tells the user, Audit only counts,
 * and Disabled is as if the part were absent.
 */
public enum Mode {
    Enforce,
    Warn,
    Audit,
    Disabled;

    public Mode leastStrict(Mode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
