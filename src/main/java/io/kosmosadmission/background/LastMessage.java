package io.kosmosadmission.background;

/** The message that was said last, so that what stays as it is, and is seen again at each look, is said once. */
public final class LastMessage {

    private String text = "";

    /** Takes the message as the last one. Returns whether it is new: another than before, or the first since all was well. */
    public synchronized boolean becomes(String message) {
        boolean isNew = !message.equals(text);
        text = message;
        return isNew;
    }

    /** All is well: whatever comes next is new. */
    public synchronized void forget() {
        text = "";
    }

    /** Returns the message; empty while all is well. */
    public synchronized String text() {
        return text;
    }
}
