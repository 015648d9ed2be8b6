package io.kosmosadmission.reading;

import java.io.IOException;
import java.util.Objects;

/** The text is not what it should be; the message says where and what was expected, for people. */
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
