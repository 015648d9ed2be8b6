package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts nodes and CSINodes that were read live in the place of the stored ones. Much is resolved from all of them together,
 * so that an inventory must have them in its store; where none differs, nothing is resolved again.
 */
final class FreshNodes {

    private FreshNodes() {}

    /** Returns the store with these nodes; the same instance where they are as stored. */
    static Store stored(FreshObjects fresh, Store store) {
        if (fresh.keys().stream().noneMatch(key -> key.kind() == Kind.NODE || key.kind() == Kind.CSI_NODE)) {
            return store;
        }
        ObjectChanges changes = new ObjectChanges(new Interner(), store);
        put(Kind.NODE, fresh, changes);
        put(Kind.CSI_NODE, fresh, changes);
        return store.with(changes);
    }

    private static <T extends KubernetesObject> void put(Kind<T> kind, FreshObjects fresh, ObjectChanges changes) {
        fresh.objects().forEach((key, read) -> {
            if (key.kind() == kind) {
                read.map(kind.type()::cast)
                        .ifPresentOrElse(
                                object -> changes.put(kind, object),
                                () -> changes.remove(kind, key.namespace(), key.name()));
            }
        });
    }

    /** Returns which drivers have settled, since those that were read as others than stored have just changed. */
    static SettledDrivers settled(FreshObjects fresh, Store before, Store read, SettledDrivers settled) {
        Set<String> changed = new HashSet<>();
        for (ObjectKey key : fresh.keys()) {
            if (key.kind() == Kind.CSI_NODE && !drivers(read, key).equals(drivers(before, key))) {
                changed.add(key.name());
            }
        }
        return settled.without(changed);
    }

    private static Optional<Set<String>> drivers(Store store, ObjectKey node) {
        return store.get(Kind.CSI_NODE, "", node.name()).map(CSINode::drivers);
    }
}
