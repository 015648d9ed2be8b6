package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an informer must remember to tell what changed while it was away: keys and resource versions. The objects are held by
 * the snapshot alone.
 */
final class ResourceVersions<S extends Slice<?>> implements ItemStore<S> {

    private final Supplier<S> newSlice;
    private final ConcurrentMap<String, String> versions = new ConcurrentHashMap<>();

    ResourceVersions(Supplier<S> newSlice) {
        this.newSlice = newSlice;
    }

    @Override
    public String getKey(S slice) {
        return Cache.namespaceKeyFunc(slice.getMetadata().getNamespace(), slice.name());
    }

    @Override
    public S put(String key, S slice) {
        return named(key, versions.put(key, slice.getMetadata().getResourceVersion()));
    }

    @Override
    public S remove(String key) {
        return named(key, versions.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return versions.keySet().stream();
    }

    @Override
    public Stream<S> values() {
        return versions.entrySet().stream().map(entry -> named(entry.getKey(), entry.getValue()));
    }

    @Override
    public int size() {
        return versions.size();
    }

    @Override
    public S get(String key) {
        return named(key, versions.get(key));
    }

    /** Then informers tell of new objects as they come, page by page, and don't ask for them again once all are there. */
    @Override
    public boolean isFullState() {
        return false;
    }

    /** null, as the interface has it, where there was none. */
    private S named(String key, String version) {
        if (version == null) {
            return null;
        }
        S slice = newSlice.get();
        int slash = key.indexOf('/');
        slice.name(slash < 0 ? "" : key.substring(0, slash), key.substring(slash + 1), version);
        return slice;
    }
}
