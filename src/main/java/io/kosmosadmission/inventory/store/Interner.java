package io.kosmosadmission.inventory.store;

/**
 * Replaces equal values by one instance: names, label values and whole lists that thousands of objects have in common,
 * but that are read from each object's own text. It remembers a bounded number of values, each at the one place that
 * its hash gives, and forgets the value that was there before; a value that recurs often is soon remembered again. Each
 * writer has its own: it is not safe for several threads.
 */
public final class Interner {

    private static final int PLACE_BITS = 12;

    private final Object[] places = new Object[1 << PLACE_BITS];

    /** Returns an equal value that was seen before, else the value itself. The value must be immutable. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        int place = place(value.hashCode());
        Object known = places[place];
        if (known != null && known.getClass() == value.getClass() && known.equals(value)) {
            return (T) known;
        }
        places[place] = value;
        return value;
    }

    /** Spreads hash codes that differ in their highest bits alone, as those of sizes in GiB do. */
    private static int place(int hash) {
        int spread = (hash ^ (hash >>> 16)) * 0x9E3779B9; // the golden ratio, as in Fibonacci hashing
        return spread >>> (Integer.SIZE - PLACE_BITS);
    }
}
