package io.kosmosadmission.inventory.store;

/**
 * One copy of what repeats: names, label values and whole lists that thousands of objects have in common, each read from a
 * text of its own. It remembers a bounded number of values, each in the one place that its hash gives, and forgets the value
 * that was there before: what is seen often is soon back. It belongs to the writer of snapshots.
 */
public final class Interner {

    private static final int PLACES = 1 << 12;

    private final Object[] places = new Object[PLACES];

    /** The value itself or an equal one that was seen before. The value must be immutable. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        Object known = places[place];
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (T) known;
        }
        places[place] = value;
        return value;
    }
}
