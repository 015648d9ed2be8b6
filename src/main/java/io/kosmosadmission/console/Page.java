package io.kosmosadmission.console;

/** A page of the console. It is asked on a thread that may block. */
public interface Page {

    Content answer(Question question);

    /** Returns whether its path goes on behind its name. */
    default boolean hasSteps() {
        return false;
    }
}
