package io.kosmosadmission.config;

/** How much a part acts, from strictest to least strict. */
public enum Mode {
    Enforce,
    Warn,
    Audit,
    Disabled;

    public Mode leastStrict(Mode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
