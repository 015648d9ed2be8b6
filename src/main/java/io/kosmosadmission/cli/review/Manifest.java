package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.reading.UnreadableException;

/** One object of a file; line is where its document begins. */
public record Manifest(String file, int line, ObjectNode object) {

    /** To be thrown: what is wrong with it. */
    public UnreadableException wrong(String sentence) {
        return new UnreadableException(file + ":" + line + ": " + sentence);
    }
}
