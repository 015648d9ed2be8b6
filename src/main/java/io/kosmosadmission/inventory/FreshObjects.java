package io.kosmosadmission.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Objects read live for one review; empty where there is no such object. They count before what the snapshot holds. */
public record FreshObjects(Map<ObjectKey, Optional<Object>> objects) {

    public static final FreshObjects NONE = new FreshObjects(Map.of());

    public FreshObjects {
        objects = Map.copyOf(objects);
    }

    public Set<ObjectKey> keys() {
        return objects.keySet();
    }

    public FreshObjects and(FreshObjects more) {
        Map<ObjectKey, Optional<Object>> all = new HashMap<>(objects);
        all.putAll(more.objects);
        return new FreshObjects(all);
    }

    /** The object read live, or else the one that the snapshot holds. */
    <T> Optional<T> or(ObjectKey key, Class<T> type, Optional<T> held) {
        Optional<Object> fresh = objects.get(key);
        return fresh == null ? held : fresh.map(type::cast);
    }
}
