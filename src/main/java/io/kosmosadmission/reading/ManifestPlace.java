package io.kosmosadmission.reading;

/**
 * The place of an object among manifests.
 *
 * @param line in which it begins, counted from 1
 * @param document the number of its document among those of the file that aren't empty, counted from 1
 */
public record ManifestPlace(String file, int line, int document) {

    /** Returns a message about what is there. */
    public String message(String problem) {
        return file + ":" + line + ": document " + document + ": " + problem;
    }
}
