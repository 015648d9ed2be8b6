package io.kosmosadmission.inventory.store;

import java.util.Optional;

/** How what a key stands for changes: it is new where nothing was before, and gone where nothing is after. */
record Difference<K, V>(K key, Optional<V> before, Optional<V> after) {

    int growth() {
        return (after.isPresent() ? 1 : 0) - (before.isPresent() ? 1 : 0);
    }
}
