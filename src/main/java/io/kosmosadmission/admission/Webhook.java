package io.kosmosadmission.admission;

/** The two webhooks; their names are their paths and metric labels. */
public enum Webhook {
    mutate,
    validate
}
