package io.kosmosadmission.server.http;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A state that lacks namespaces and claims, of a cluster where each can be read. */
@Alternative
@Singleton
public class LaggingStateSource implements StateSource, LiveReader {

    static final ObjectKey CLAIM = ObjectKey.claim("known", "data");
    static final ObjectKey CLASS = ObjectKey.storageClass("gp3");

    private static final String RULES =
            "boundaries: [{name: eu, match: [{namespaceSelector: {matchLabels: {data: eu}}}], providers: {required: [aws]}}]";

    private final ClusterState state = new ClusterState(
            GivenCluster.configuration(RULES),
            GivenCluster.inventory(
                    RULES,
                    GivenCluster.THREE_PROVIDERS
                            + "{apiVersion: v1, kind: Namespace, metadata: {name: known}}\n---\n"
                            // The server's own warm-up is in this one, and looks up nothing.
                            + "{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n---\n"
                            + "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3},"
                            + " provisioner: ebs.csi.aws.com}"));
    private final Map<ObjectKey, Object> cluster = new ConcurrentHashMap<>();
    private final List<String> readers = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    void put(ObjectKey key, Object object) {
        cluster.put(key, object);
    }

    void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** Names the thread of each reading since it was asked last. */
    List<String> takeReaders() {
        List<String> taken = List.copyOf(readers);
        readers.clear();
        return taken;
    }

    @Override
    public FreshObjects read(Set<ObjectKey> keys, Duration budget) throws LookupFailedException {
        readers.add(Thread.currentThread().getName());
        if (broken) {
            throw new LookupFailedException("no answer from the API server", null);
        }
        Map<ObjectKey, Optional<Object>> read = new HashMap<>();
        keys.forEach(key -> read.put(key, Optional.ofNullable(cluster.get(key))));
        return new FreshObjects(read);
    }

    @Override
    public Optional<LiveReader> live() {
        return Optional.of(this);
    }

    @Override
    public void start() {}

    @Override
    public ClusterState current() {
        return state;
    }

    @Override
    public boolean synced() {
        return true;
    }

    @Override
    public Optional<Instant> lostSince() {
        return Optional.empty();
    }

    @Override
    public boolean rulesValid() {
        return true;
    }

    @Override
    public String describe() {
        return "a state that lags";
    }

    @Override
    public Map<String, Integer> objects() {
        return Map.of();
    }

    @Override
    public Map<String, Integer> findings() {
        return Map.of();
    }

    @Override
    public void close() {}
}
