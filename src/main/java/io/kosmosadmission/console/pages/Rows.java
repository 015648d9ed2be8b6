package io.kosmosadmission.console.pages;

import java.util.List;

/**
 * The first rows of a table.
 *
 * @param more how many there are beyond those
 */
public record Rows<T>(List<T> shown, int more) {

    /** As many as a person reads, and a browser draws at once. */
    static final int MOST = 200;

    public Rows {
        shown = List.copyOf(shown);
    }

    static <T> Rows<T> first(List<T> all) {
        return first(all, MOST);
    }

    static <T> Rows<T> first(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return new Rows<>(all.subList(0, count), all.size() - count);
    }

    /** Returns how many there are, shown or not. */
    public int count() {
        return shown.size() + more;
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }
}
