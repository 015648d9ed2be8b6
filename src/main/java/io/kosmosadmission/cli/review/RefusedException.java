package io.kosmosadmission.cli.review;

import java.io.IOException;
import java.util.Objects;

/** Tells that a review got another HTTP status than 200, and no decision. The message is the response's body. */
public final class RefusedException extends IOException {

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Never null: each constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
