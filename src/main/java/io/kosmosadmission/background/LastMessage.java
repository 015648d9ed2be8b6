package io.kosmosadmission.background;

/** Remembers the last message, so that what is found again at each look is said once. */
public final class LastMessage {

    private String text = "";

    /**
     * Takes the message as the last one. Returns whether it differs from the one before, or is the first since all was
     * well.
     */
    public synchronized boolean becomes(String message) {
        boolean isNew = !message.equals(text);
        text = message;
        return isNew;
    }

    /** Notes that all is well: the next message is new, whatever it is. */
    public synchronized void forget() {
        text = "";
    }

    /** Returns the message; empty while all is well. */
    public synchronized String text() {
        return text;
    }
}
