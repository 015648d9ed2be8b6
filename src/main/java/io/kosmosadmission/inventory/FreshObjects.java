package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects that were read live for one review, by key; empty for an object that doesn't exist. They take precedence over
 * what the store holds.
 */
public record FreshObjects(Map<ObjectKey, Optional<Object>> objects) {

    public static final FreshObjects NONE = new FreshObjects(Map.of());

    public FreshObjects {
        objects = Map.copyOf(objects);
    }

    public Set<ObjectKey> keys() {
        return objects.keySet();
    }

    /** Returns the objects of both; where both have a key, those of more. */
    public FreshObjects and(FreshObjects more) {
        Map<ObjectKey, Optional<Object>> all = new HashMap<>(objects);
        all.putAll(more.objects);
        return new FreshObjects(all);
    }

    /** Returns the object that was read live; the stored one where none was. */
    <T extends KubernetesObject> Optional<T> or(Kind<T> kind, String namespace, String name, Optional<T> stored) {
        Optional<Object> fresh = objects.get(kind.key(namespace, name));
        return fresh == null ? stored : fresh.map(kind.type()::cast);
    }

    /** Returns the stored objects as they were read live, and all others of the kind that were, sorted by name. */
    <T extends KubernetesObject> List<T> newest(Kind<T> kind, List<T> stored) {
        if (objects.keySet().stream().noneMatch(key -> key.kind() == kind)) {
            return stored;
        }
        Map<String, T> byName = new TreeMap<>();
        stored.forEach(object -> byName.put(object.name(), object));
        objects.forEach((key, read) -> {
            if (key.kind() == kind) {
                byName.remove(key.name());
                read.map(kind.type()::cast).ifPresent(object -> byName.put(key.name(), object));
            }
        });
        return List.copyOf(byName.values());
    }
}
