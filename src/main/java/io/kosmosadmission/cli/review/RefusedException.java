package io.kosmosadmission.cli.review;

import java.io.IOException;

/** A review that got no decision but another HTTP status; the message is the sentence that came with it. */
public final class RefusedException extends IOException {

    private final int status;

    RefusedException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
