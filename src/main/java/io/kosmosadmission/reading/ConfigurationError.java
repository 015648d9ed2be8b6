package io.kosmosadmission.reading;

/** One thing wrong in a configuration file; line and column count from 1. */
public record ConfigurationError(String file, int line, int column, String path, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
