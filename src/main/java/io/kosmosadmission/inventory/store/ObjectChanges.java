package io.kosmosadmission.inventory.store;

import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.StoredPod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A batch of changes to the objects of a store, collected by one writer; a later change replaces an earlier one of the same
 * object. Objects are transformed at once into the form in which they are stored, so that what was read of them can go.
 */
public final class ObjectChanges {

    private final Transform transform;
    private final Map<Kind<?>, Map<Object, Optional<KubernetesObject>>> byKind = new LinkedHashMap<>();
    private int podsWithoutVolumes;

    /** store is what the changes lead away from. */
    public ObjectChanges(Interner interner, Store store) {
        this.transform = new Transform(interner, store);
    }

    /** Returns the changes that lead from nothing to these objects. */
    public static ObjectChanges to(ClusterObjects objects) {
        ObjectChanges changes = new ObjectChanges(new Interner(), Store.EMPTY);
        Kind.ALL.forEach(kind -> changes.putAll(kind, objects));
        changes.podsWithoutVolumes(objects.podsWithoutVolumes());
        return changes;
    }

    private <T extends KubernetesObject> void putAll(Kind<T> kind, ClusterObjects objects) {
        objects.of(kind).forEach(object -> put(kind, object));
    }

    /** A pod without volumes isn't stored, but replaces one of its name that is; it is to be counted. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        T stored = transform.of(kind, object);
        boolean counted = stored instanceof StoredPod pod && pod.volumes().isEmpty();
        change(
                kind,
                Store.key(kind, stored.namespace(), stored.name()),
                counted ? Optional.empty() : Optional.of(stored));
    }

    /** Removes an object; of one that isn't stored nothing changes. */
    public void remove(Kind<?> kind, String namespace, String name) {
        change(kind, Store.key(kind, namespace, name), Optional.empty());
    }

    private void change(Kind<?> kind, Object key, Optional<KubernetesObject> after) {
        byKind.computeIfAbsent(kind, unseen -> new LinkedHashMap<>()).put(key, after);
    }

    /** Adds to the number of pods without volumes; negative where they are fewer. */
    public void podsWithoutVolumes(int more) {
        podsWithoutVolumes += more;
    }

    int podsWithoutVolumes() {
        return podsWithoutVolumes;
    }

    Set<Kind<?>> kinds() {
        return byKind.keySet();
    }

    /** Returns what each key is to stand for; empty for an object that is to go. */
    @SuppressWarnings("unchecked")
    <T extends KubernetesObject> Map<Object, Optional<T>> of(Kind<T> kind) {
        Map<?, ?> changes = byKind.getOrDefault(kind, Map.of());
        return (Map<Object, Optional<T>>) changes;
    }
}
