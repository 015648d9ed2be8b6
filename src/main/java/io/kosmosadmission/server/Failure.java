package io.kosmosadmission.server;

import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.HttpReviews.Refusal;

/**
 * Why a review got no decision: a closed set, used as a metric label. message is the response's body where no other
 * message is given.
 */
public enum Failure {
    Unreadable(Refusal.Unreadable, "unreadable"),
    MethodNotAllowed(405, "method-not-allowed", "only POST is understood here"),
    TooLarge(Refusal.TooLarge, "too-large"),
    UnsupportedMediaType(415, "unsupported-media-type", "the content type must be application/json"),
    NotSynced(500, "not-synced", "can't judge: the cluster has not been read yet"),
    OutOfTime(500, "out-of-time", "can't judge: the time for this review is used up"),
    Busy(500, "busy", "can't judge: too many large reviews at once"),
    Bug(500, "bug", "can't judge: an error of the webhook's own, see its log");

    private final int status;
    private final String label;
    private final String message;

    Failure(Refusal refusal, String label) {
        this(refusal.status(), label, refusal.message());
    }

    Failure(int status, String label, String message) {
        this.status = status;
        this.label = label;
        this.message = message;
    }

    public static Failure of(Refusal refusal) {
        return switch (refusal) {
            case Unreadable -> Unreadable;
            case TooLarge -> TooLarge;
        };
    }

    public int status() {
        return status;
    }

    public String label() {
        return label;
    }

    public HttpAnswer answer() {
        return HttpAnswer.message(status, message);
    }

    /** Returns whether the failure is the webhook's own (HTTP 500) and not the client's. Only these are logged. */
    public boolean isOurs() {
        return status >= 500;
    }
}
