package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.reading.UnreadableException;

/** One object of a file; line is where its document begins, counted from 1. */
public record Manifest(String file, int line, ObjectNode object) {

    /** Returns an exception that tells what is wrong with the manifest, for the caller to throw. */
    public UnreadableException wrong(String message) {
        return new UnreadableException(file + ":" + line + ": " + message);
    }
}
