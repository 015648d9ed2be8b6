package io.kosmosadmission.config;

/** Whether the scheduler must keep to a placement, or only prefers it. */
public enum Strength {
    Preferred,
    Required
}
