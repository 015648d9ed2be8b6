package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an informer must remember to tell what changed while it was away: names and resource versions. The objects are held
 * by the snapshot alone, and the names, as far as it holds them, are the very same strings.
 */
final class ResourceVersions<S extends Slice<?>> implements ItemStore<S> {

    private final Supplier<S> newSlice;
    private final Map<String, Map<String, Long>> namespaces = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    ResourceVersions(Supplier<S> newSlice) {
        this.newSlice = newSlice;
    }

    @Override
    public String getKey(S slice) {
        return Cache.namespaceKeyFunc(slice.namespace(), slice.name());
    }

    @Override
    public S put(String key, S slice) {
        Long before = namespaces
                .computeIfAbsent(slice.namespace(), unseen -> new ConcurrentHashMap<>())
                .put(slice.name(), number(slice.getMetadata().getResourceVersion()));
        if (before == null) {
            size.incrementAndGet();
        }
        return named(slice.namespace(), slice.name(), before);
    }

    @Override
    public S remove(String key) {
        String namespace = namespace(key);
        Map<String, Long> names = namespaces.getOrDefault(namespace, Map.of());
        Long before = names.isEmpty() ? null : names.remove(name(key));
        if (before != null) {
            size.decrementAndGet();
        }
        if (names.isEmpty()) {
            namespaces.remove(namespace);
        }
        return named(namespace, name(key), before);
    }

    @Override
    public Stream<String> keySet() {
        return values().map(this::getKey);
    }

    @Override
    public Stream<S> values() {
        return namespaces.entrySet().stream()
                .flatMap(namespace -> namespace.getValue().entrySet().stream()
                        .map(entry -> named(namespace.getKey(), entry.getKey(), entry.getValue())));
    }

    @Override
    public int size() {
        return size.get();
    }

    @Override
    public S get(String key) {
        String namespace = namespace(key);
        return named(
                namespace,
                name(key),
                namespaces.getOrDefault(namespace, Map.of()).get(name(key)));
    }

    /** Then informers tell of new objects as they come, page by page, and don't ask for them again once all are there. */
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

    /** They are numbers in every API server there is; any other looks like a change, which costs a look at the object. */
    private static Long number(String version) {
        try {
            return Long.valueOf(version);
        } catch (NumberFormatException other) {
            return -1L;
        }
    }

    /** null, as the interface has it, where there was none. */
    private S named(String namespace, String name, Long version) {
        if (version == null) {
            return null;
        }
        S slice = newSlice.get();
        slice.name(namespace, name, version.toString());
        return slice;
    }
}
