package io.kosmosadmission.cluster;

import java.io.IOException;
import java.util.Objects;

/** Thrown where the API server didn't answer in time, or not with what was asked for. The message is for people. */
public final class UnansweredException extends IOException {

    public UnansweredException(String message) {
        super(message);
    }

    public UnansweredException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null: each constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
