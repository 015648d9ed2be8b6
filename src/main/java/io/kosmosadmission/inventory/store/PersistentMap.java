package io.kosmosadmission.inventory.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable hash map. A changed map shares all buckets but those that the change touches: only the directory, one
 * reference for a few entries, and the touched buckets are copied. Maps are equal only if they are the same instance.
 */
public final class PersistentMap<K, V> {

    // The average number of entries in a bucket above which buckets are added. An entry takes 15 bytes beside its key
    // and value.
    private static final int FULL = 4;

    private static final Object[] NO_ENTRIES = {};

    /** The entries of each bucket: a key, its value, the next key, and so on. */
    private final Object[][] buckets;

    private final int size;

    private PersistentMap(Object[][] buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    /** The empty map, for keys and values of any type. */
    static final PersistentMap<Object, ?> EMPTY = empty();

    static <K, V> PersistentMap<K, V> empty() {
        return new PersistentMap<>(new Object[][] {NO_ENTRIES}, 0);
    }

    int size() {
        return size;
    }

    public Optional<V> get(K key) {
        Object[] bucket = buckets[place(key, buckets.length)];
        int at = find(bucket, key);
        return at < 0 ? Optional.empty() : Optional.of(value(bucket, at));
    }

    /** Returns the key instance of this map that equals the key. */
    @SuppressWarnings("unchecked")
    Optional<K> storedKey(K key) {
        Object[] bucket = buckets[place(key, buckets.length)];
        int at = find(bucket, key);
        return at < 0 ? Optional.empty() : Optional.of((K) bucket[at]);
    }

    /** Returns the values, in no order. */
    public List<V> values() {
        List<V> values = new ArrayList<>(size);
        for (Object[] bucket : buckets) {
            for (int at = 0; at < bucket.length; at += 2) {
                values.add(value(bucket, at));
            }
        }
        return values;
    }

    /**
     * Returns the differences between this map and the wanted values; empty stands for a value to remove. Values that
     * are equal already make no difference.
     */
    List<Difference<K, V>> differences(Map<K, Optional<V>> wanted) {
        List<Difference<K, V>> differences = new ArrayList<>();
        wanted.forEach((key, after) -> {
            Optional<V> before = get(key);
            if (!before.equals(after)) {
                differences.add(new Difference<>(key, before, after));
            }
        });
        return differences;
    }

    /** Returns this map with the differences applied, each key at most once. */
    PersistentMap<K, V> with(Collection<Difference<K, V>> differences) {
        if (differences.isEmpty()) {
            return this;
        }
        int newSize = size + differences.stream().mapToInt(Difference::growth).sum();
        Object[][] copy = copyFor(newSize);
        for (Difference<K, V> difference : differences) {
            int place = place(difference.key(), copy.length);
            copy[place] = changed(copy[place], difference);
        }
        return new PersistentMap<>(copy, newSize);
    }

    private Object[][] copyFor(int newSize) {
        boolean fits = newSize <= buckets.length * FULL && newSize >= buckets.length / FULL;
        if (fits) {
            return buckets.clone();
        }
        Object[][] copy = new Object[Integer.highestOneBit(Math.max(1, newSize / (FULL / 2)))][];
        Arrays.fill(copy, NO_ENTRIES);
        for (Object[] bucket : buckets) {
            for (int at = 0; at < bucket.length; at += 2) {
                int place = place(bucket[at], copy.length);
                copy[place] = added(copy[place], bucket[at], bucket[at + 1]);
            }
        }
        return copy;
    }

    private static Object[] changed(Object[] bucket, Difference<?, ?> difference) {
        int at = find(bucket, difference.key());
        if (difference.after().isEmpty()) {
            Object[] copy = Arrays.copyOf(bucket, bucket.length - 2);
            System.arraycopy(bucket, at + 2, copy, at, copy.length - at);
            return copy;
        }
        if (at < 0) {
            return added(bucket, difference.key(), difference.after().get());
        }
        Object[] copy = bucket.clone();
        copy[at] = difference.key(); // the new key: the old one may keep parts of the old value in memory
        copy[at + 1] = difference.after().get();
        return copy;
    }

    private static Object[] added(Object[] bucket, Object key, Object value) {
        Object[] copy = Arrays.copyOf(bucket, bucket.length + 2);
        copy[bucket.length] = key;
        copy[bucket.length + 1] = value;
        return copy;
    }

    private static int find(Object[] bucket, Object key) {
        for (int at = 0; at < bucket.length; at += 2) {
            if (bucket[at].equals(key)) {
                return at;
            }
        }
        return -1;
    }

    private static int place(Object key, int length) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (length - 1);
    }

    @SuppressWarnings("unchecked")
    private V value(Object[] bucket, int at) {
        return (V) bucket[at + 1];
    }
}
