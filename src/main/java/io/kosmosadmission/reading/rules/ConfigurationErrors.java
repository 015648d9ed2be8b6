package io.kosmosadmission.reading.rules;

import io.kosmosadmission.reading.ConfigurationError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects the errors of one file, in any order. */
public final class ConfigurationErrors {

    // Nobody reads more errors, and a hostile file could hold a million.
    private static final int MOST = 1000;

    private final String file;
    private final List<ConfigurationError> found = new ArrayList<>();
    private int untold;

    public ConfigurationErrors(String file) {
        this.file = file;
    }

    /**
     * Adds an error at a position of the parser, which counts lines and columns from 0; errors count them from 1.
     * Without a position it is at the beginning of the file.
     */
    public void add(Optional<Mark> position, String path, String message) {
        add(
                position.map(mark -> mark.getLine() + 1).orElse(1),
                position.map(mark -> mark.getColumn() + 1).orElse(1),
                path,
                message);
    }

    /** Adds an error at a line and column, counted from 1. path is the field's path, empty for the file itself. */
    public void add(int line, int column, String path, String message) {
        if (found.size() < MOST) {
            found.add(new ConfigurationError(file, line, column, path, message));
        } else {
            untold++;
        }
    }

    /** Returns at most 1,000 errors by line and column, and then one that counts the rest. */
    public List<ConfigurationError> inDocumentOrder() {
        List<ConfigurationError> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(ConfigurationError::line).thenComparingInt(ConfigurationError::column));
        if (untold > 0) {
            ConfigurationError last = sorted.get(sorted.size() - 1);
            sorted.add(new ConfigurationError(file, last.line(), last.column(), "", "and " + untold + " more errors"));
        }
        return List.copyOf(sorted);
    }
}
