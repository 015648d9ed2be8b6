package io.kosmosadmission.reading;

/**
 * One error in a configuration file.
 *
 * @param line counts from 1
 * @param column counts from 1
 * @param path the field, such as {@code rules[0].match}; empty for the whole file
 */
public record ConfigurationError(String file, int line, int column, String path, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
