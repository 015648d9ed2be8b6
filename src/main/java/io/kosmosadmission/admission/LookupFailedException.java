package io.kosmosadmission.admission;

/** An object could not be read live; the message is for people. */
public final class LookupFailedException extends Exception {

    public LookupFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
