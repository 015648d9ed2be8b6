package io.kosmosadmission.admission;

import java.util.Objects;

/** Thrown where an object could not be read live. The message is for people. */
public final class LookupFailedException extends Exception {

    public LookupFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Never null: each constructor takes a message. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
