package io.kosmosadmission.cluster.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps names to numbers by open addressing in two arrays. For hundreds of thousands of names that takes a third of the
 * memory of a hash map with boxed numbers. Not safe for several threads.
 */
final class VersionTable {

    /** Stands for no number; no name has it. */
    static final long NONE = Long.MIN_VALUE;

    private static final int LEAST_PLACES = 4;

    /** Null where free. A name is at the index of its hash, or after it with no free index between. */
    private String[] names = new String[LEAST_PLACES];

    private long[] versions = new long[LEAST_PLACES];
    private int size;

    int size() {
        return size;
    }

    long get(String name) {
        int place = placeOf(name);
        return names[place] == null ? NONE : versions[place];
    }

    /** Returns the previous number, or NONE. */
    long put(String name, long version) {
        int place = placeOf(name);
        long before = names[place] == null ? NONE : versions[place];
        names[place] = name; // the new instance: it is the one in the state
        versions[place] = version;
        if (before == NONE) {
            size++;
            if (size > names.length / 4 * 3) {
                moveTo(names.length * 2);
            }
        }
        return before;
    }

    /** Returns the previous number, or NONE. */
    long remove(String name) {
        int free = placeOf(name);
        if (names[free] == null) {
            return NONE;
        }
        long before = versions[free];
        names[free] = null;
        size--;
        // Moves up the names that come after only because the index was taken: a search would end at the free one.
        for (int at = next(free); names[at] != null; at = next(at)) {
            String moved = names[at];
            names[at] = null;
            int place = placeOf(moved);
            names[place] = moved;
            versions[place] = versions[at];
        }
        if (names.length > LEAST_PLACES && size < names.length / 8) {
            moveTo(names.length / 2);
        }
        return before;
    }

    /** Returns all names, in no order. */
    List<String> names() {
        List<String> all = new ArrayList<>(size);
        for (String name : names) {
            if (name != null) {
                all.add(name);
            }
        }
        return all;
    }

    private int placeOf(String name) {
        int hash = name.hashCode();
        int place = (hash ^ hash >>> 16) & (names.length - 1);
        while (names[place] != null && !names[place].equals(name)) {
            place = next(place);
        }
        return place;
    }

    private int next(int place) {
        return (place + 1) & (names.length - 1);
    }

    private void moveTo(int places) {
        String[] oldNames = names;
        long[] oldVersions = versions;
        names = new String[places];
        versions = new long[places];
        for (int at = 0; at < oldNames.length; at++) {
            if (oldNames[at] != null) {
                int place = placeOf(oldNames[at]);
                names[place] = oldNames[at];
                versions[place] = oldVersions[at];
            }
        }
    }
}
