package io.kosmosadmission.inventory.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds objects by what they name; immutable. It is updated by the differences of its objects. The objects of one key
 * are in the given order, whatever the order of the changes was.
 */
public final class Index<K, V> {

    private final Function<V, List<K>> keys;
    private final Comparator<V> order;
    private final PersistentMap<K, List<V>> lists;

    private Index(Function<V, List<K>> keys, Comparator<V> order, PersistentMap<K, List<V>> lists) {
        this.keys = keys;
        this.order = order;
        this.lists = lists;
    }

    /** Returns an empty index. keys returns what an object names, without duplicates. */
    static <K, V> Index<K, V> by(Function<V, List<K>> keys, Comparator<V> order) {
        return new Index<>(keys, order, PersistentMap.empty());
    }

    public List<V> get(K key) {
        return lists.get(key).orElse(List.of());
    }

    /** Returns the key instance of this index that equals the key. */
    Optional<K> storedKey(K key) {
        return lists.storedKey(key);
    }

    Index<K, V> with(Collection<? extends Difference<?, V>> differences) {
        Map<K, List<V>> touched = new HashMap<>();
        for (Difference<?, V> difference : differences) {
            difference.before().ifPresent(gone -> {
                for (K key : keys.apply(gone)) {
                    list(touched, key).removeIf(value -> value == gone);
                }
            });
            difference
                    .after()
                    .ifPresent(come ->
                            keys.apply(come).forEach(key -> list(touched, key).add(come)));
        }
        if (touched.isEmpty()) {
            return this;
        }
        Map<K, Optional<List<V>>> wanted = new HashMap<>();
        touched.forEach((key, list) -> {
            list.sort(order);
            wanted.put(key, list.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(list)));
        });
        return new Index<>(keys, order, lists.with(lists.differences(wanted)));
    }

    private List<V> list(Map<K, List<V>> touched, K key) {
        return touched.computeIfAbsent(key, untouched -> new ArrayList<>(get(untouched)));
    }
}
