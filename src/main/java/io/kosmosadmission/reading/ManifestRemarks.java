package io.kosmosadmission.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was passed over while manifests were read. It hides nothing else: the rest is read. */
public final class ManifestRemarks {

    private final List<String> errors = new ArrayList<>();
    private final Set<String> lines = new LinkedHashSet<>();

    /** Adds what can't be read, with its place. */
    public void error(String message) {
        errors.add(message);
        lines.add(message);
    }

    /** Adds what is worth to know and changes nothing. The same is said once. */
    public void note(String message) {
        lines.add("note: " + message);
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Returns errors and notes for people, in the order in which they came. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Throws all errors as one, if there are any: for a reader that takes all or nothing. */
    public void throwErrors() throws UnreadableException {
        if (hasErrors()) {
            throw new UnreadableException(String.join(System.lineSeparator(), errors));
        }
    }
}
