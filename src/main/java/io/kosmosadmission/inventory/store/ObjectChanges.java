package io.kosmosadmission.inventory.store;

import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A batch of changes to the objects of a store, collected by one writer. A later change to an object replaces an
 * earlier one. Objects are transformed at once into the form in which they are stored, so that the larger objects that
 * were read can be freed.
 */
public final class ObjectChanges {

    private final Transform transform;
    private final Map<Kind<?>, Map<Object, Optional<KubernetesObject>>> byKind = new LinkedHashMap<>();
    private int podsWithoutVolumes;

    /** store is the one that the changes will be applied to; names that its objects have are shared. */
    public ObjectChanges(Interner interner, Store store) {
        this.transform = new Transform(interner, store);
    }

    /** Returns the changes that turn the empty store into one of these objects. */
    public static ObjectChanges to(ClusterObjects objects) {
        ObjectChanges changes = new ObjectChanges(new Interner(), Store.EMPTY);
        Kind.ALL.forEach(kind -> changes.putAll(kind, objects));
        changes.podsWithoutVolumes(objects.podsWithoutVolumes());
        return changes;
    }

    private <T extends KubernetesObject> void putAll(Kind<T> kind, ClusterObjects objects) {
        objects.of(kind).forEach(object -> put(kind, object));
    }

    /**
     * Adds or replaces an object. One that isn't stored removes a stored one of its name; most pods without volumes are
     * such, and the caller must count them.
     */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        T stored = transform.of(kind, object);
        change(
                kind,
                Store.key(kind, stored.namespace(), stored.name()),
                stored.isStored() ? Optional.of(stored) : Optional.empty());
    }

    /** Removes an object; does nothing for one that isn't stored. */
    public void remove(Kind<?> kind, String namespace, String name) {
        change(kind, Store.key(kind, namespace, name), Optional.empty());
    }

    private void change(Kind<?> kind, Object key, Optional<KubernetesObject> after) {
        byKind.computeIfAbsent(kind, unseen -> new LinkedHashMap<>()).put(key, after);
    }

    /** Adds to the number of pods without volumes; more is negative where there are fewer now. */
    public void podsWithoutVolumes(int more) {
        podsWithoutVolumes += more;
    }

    int podsWithoutVolumes() {
        return podsWithoutVolumes;
    }

    Set<Kind<?>> kinds() {
        return byKind.keySet();
    }

    /** Returns the new value of each key; empty for an object to remove. */
    @SuppressWarnings("unchecked")
    <T extends KubernetesObject> Map<Object, Optional<T>> of(Kind<T> kind) {
        Map<?, ?> changes = byKind.getOrDefault(kind, Map.of());
        return (Map<Object, Optional<T>>) changes;
    }
}
