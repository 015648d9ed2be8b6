package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store of an informer: names and resource versions only, from which it tells what changed while it was
 * disconnected. The objects are in the state alone, and the names here are the same string instances as there.
 */
final class ResourceVersions implements ItemStore<PartialObject> {

    private static final long NOT_A_NUMBER = -1;

    private final Map<String, VersionTable> namespaces = new HashMap<>();
    private int size;

    @Override
    public String getKey(PartialObject partial) {
        return Cache.namespaceKeyFunc(partial.namespace().isEmpty() ? null : partial.namespace(), partial.name());
    }

    @Override
    public synchronized @Nullable PartialObject put(String key, PartialObject partial) {
        long before = namespaces
                .computeIfAbsent(partial.namespace(), unseen -> new VersionTable())
                .put(partial.name(), number(partial.resourceVersion()));
        if (before == VersionTable.NONE) {
            size++;
        }
        return named(partial.namespace(), partial.name(), before);
    }

    @Override
    public synchronized @Nullable PartialObject remove(String key) {
        String namespace = namespace(key);
        VersionTable names = namespaces.get(namespace);
        if (names == null) {
            return null;
        }
        long before = names.remove(name(key));
        if (before != VersionTable.NONE) {
            size--;
            if (names.size() == 0) {
                namespaces.remove(namespace);
            }
        }
        return named(namespace, name(key), before);
    }

    @Override
    public Stream<String> keySet() {
        return values().map(this::getKey);
    }

    @Override
    public synchronized Stream<PartialObject> values() {
        List<PartialObject> all = new ArrayList<>(size);
        namespaces.forEach((namespace, names) -> {
            for (String name : names.names()) {
                all.add(named(namespace, name, names.get(name)));
            }
        });
        return all.stream();
    }

    @Override
    public synchronized int size() {
        return size;
    }

    @Override
    public synchronized @Nullable PartialObject get(String key) {
        String namespace = namespace(key);
        VersionTable names = namespaces.get(namespace);
        return named(namespace, name(key), names == null ? VersionTable.NONE : names.get(name(key)));
    }

    /**
     * Returns false: then the informer hands new objects over page by page, and doesn't ask the store for them after
     * the list.
     */
    @Override
    public boolean isFullState() {
        return false;
    }

    private static String namespace(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
    }

    private static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    /**
     * Returns the version as a number, which it is in every API server there is. Any other text looks like a change,
     * which costs a look at the object.
     */
    private static long number(String version) {
        try {
            return Math.max(NOT_A_NUMBER, Long.parseLong(version));
        } catch (NumberFormatException other) {
            return NOT_A_NUMBER;
        }
    }

    /** Returns a partial object; null, as the interface demands, where there is none. */
    private @Nullable PartialObject named(String namespace, String name, long version) {
        if (version == VersionTable.NONE) {
            return null;
        }
        return new PartialObject(namespace, name, version);
    }
}
