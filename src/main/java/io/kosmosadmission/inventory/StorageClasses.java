package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.StorageClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All storage classes, sorted by name.
 *
 * @param defaultClass the newest default class, the first by name among equally old ones
 */
record StorageClasses(List<StorageClass> all, Optional<StorageClass> defaultClass) {

    private static final Comparator<StorageClass> NEWEST_FIRST =
            Comparator.comparing(StorageClass::creationTimestamp).reversed().thenComparing(StorageClass::name);

    static StorageClasses of(Store store) {
        List<StorageClass> all = store.all(Kind.STORAGE_CLASS).values().stream()
                .sorted(Comparator.comparing(StorageClass::name))
                .toList();
        return new StorageClasses(
                all, all.stream().filter(StorageClass::isDefault).min(NEWEST_FIRST));
    }
}
