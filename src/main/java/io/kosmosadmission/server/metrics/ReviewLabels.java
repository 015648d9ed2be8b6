package io.kosmosadmission.server.metrics;

import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.server.Failure;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * The labels of one count, each as its place in a closed set. In a failure's labels, kind, operation and mode are
 * {@code other}. Reasons are those of decisions, then those of failures.
 */
record ReviewLabels(Webhook webhook, KindLabel kind, int operation, int decision, int reason, int mode) {

    private static final String OTHER = "other";
    private static final List<String> DECISIONS =
            List.of("allowed", "patched", "denied", "would_patch", "would_deny", "error");
    private static final Operation[] OPERATIONS = Operation.values();
    private static final Reason[] REASONS = Reason.values();
    private static final Failure[] FAILURES = Failure.values();
    private static final Mode[] MODES = Mode.values();

    static ReviewLabels of(Webhook webhook, Failure failure) {
        return new ReviewLabels(
                webhook,
                KindLabel.other,
                OPERATIONS.length,
                decision("error"),
                REASONS.length + failure.ordinal(),
                MODES.length);
    }

    static int decision(String label) {
        return DECISIONS.indexOf(label);
    }

    /** Returns a number that is different for different labels. */
    int number() {
        int number = webhook.ordinal();
        number = number * KindLabel.values().length + kind.ordinal();
        number = number * (OPERATIONS.length + 1) + operation;
        number = number * DECISIONS.size() + decision;
        number = number * (REASONS.length + FAILURES.length) + reason;
        return number * (MODES.length + 1) + mode;
    }

    Tags tags() {
        return Tags.of(
                "webhook",
                webhook.name(),
                "kind",
                kind.name(),
                "operation",
                operation < OPERATIONS.length ? OPERATIONS[operation].name() : OTHER,
                "decision",
                DECISIONS.get(decision),
                "reason",
                reason < REASONS.length ? REASONS[reason].label() : FAILURES[reason - REASONS.length].label(),
                "mode",
                mode < MODES.length ? MODES[mode].name() : OTHER);
    }
}
