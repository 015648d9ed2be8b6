package io.kosmosadmission.admission;

/** What a review depends on is not to be had: it ends with HTTP 500, and the failurePolicy decides. */
public final class CannotJudgeException extends RuntimeException {

    public CannotJudgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
