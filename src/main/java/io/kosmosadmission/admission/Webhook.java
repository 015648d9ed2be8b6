package io.kosmosadmission.admission;

/** The two webhooks. Their names are their paths and their metric labels. */
public enum Webhook {
    mutate,
    validate
}
