package io.kosmosadmission.kube;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labels or annotations in the order in which they were written, in one array. Objects have few of them but are held by
 * the ten thousand, and a linked hash map would take five times the memory.
 */
public final class OrderedStrings extends AbstractMap<String, String> {

    // A linear search is slower than hashing beyond this size.
    private static final int FEW = 32;

    private final String[] pairs;

    private OrderedStrings(Map<String, String> map) {
        this.pairs = new String[map.size() * 2];
        int at = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            pairs[at++] = entry.getKey();
            pairs[at++] = entry.getValue();
        }
    }

    /** Returns an immutable copy that keeps the order of the map. */
    public static Map<String, String> copyOf(Map<String, String> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        if (map.size() > FEW) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
        return map instanceof OrderedStrings ? map : new OrderedStrings(map);
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(Object key) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at].equals(key)) {
                return pairs[at + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Pairs(pairs);
            }

            @Override
            public int size() {
                return OrderedStrings.this.size();
            }
        };
    }

    private static final class Pairs implements Iterator<Map.Entry<String, String>> {
        private final String[] pairs;
        private int at;

        Pairs(String[] pairs) {
            this.pairs = pairs;
        }

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return Map.entry(pairs[at - 2], pairs[at - 1]);
        }
    }
}
