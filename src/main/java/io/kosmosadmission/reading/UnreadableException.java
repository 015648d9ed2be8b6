package io.kosmosadmission.reading;

import java.io.IOException;
import java.util.Objects;

/** Thrown when a text isn't what it should be. The message is for people and says where, and what was expected. */
public final class UnreadableException extends IOException {

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null: each constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
