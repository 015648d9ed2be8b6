package io.kosmosadmission.config;

/** Whether the scheduler must, or only should. */
public enum Strength {
    Preferred,
    Required
}
