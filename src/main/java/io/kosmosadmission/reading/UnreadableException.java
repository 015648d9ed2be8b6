package io.kosmosadmission.reading;

import java.io.IOException;

/** The text is not what it should be; the message says where and what was expected, for people. */
public final class UnreadableException extends IOException {

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
