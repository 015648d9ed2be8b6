package io.kosmosadmission.inventory.store;

import java.util.Optional;

/** How the value of a key changes: before is empty for a new value, after is empty for a removed one. */
record Difference<K, V>(K key, Optional<V> before, Optional<V> after) {

    int growth() {
        return (after.isPresent() ? 1 : 0) - (before.isPresent() ? 1 : 0);
    }
}
