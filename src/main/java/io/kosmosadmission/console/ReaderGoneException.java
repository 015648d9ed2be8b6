package io.kosmosadmission.console;

/** Tells that nobody reads the page any more. */
final class ReaderGoneException extends RuntimeException {

    ReaderGoneException() {
        super("the reader is gone", null, false, false);
    }
}
