package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Explains a syntax error in JSON or YAML in one line, with the file and the line number. */
public final class BrokenText {

    private BrokenText() {}

    /** file is the name for the message; line numbers count from 1. */
    public static UnreadableException explained(String file, JsonProcessingException broken) {
        String problem = broken.getOriginalMessage().lines().findFirst().orElse("");
        int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
        return new UnreadableException(file + ":" + line + ": " + problem, broken);
    }
}
