package io.kosmosadmission.admission;

/** Thrown where a review can't get what it depends on. The review ends with HTTP 500, and the failurePolicy decides. */
public final class CannotJudgeException extends RuntimeException {

    public CannotJudgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
