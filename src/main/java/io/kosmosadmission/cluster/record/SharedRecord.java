package io.kosmosadmission.cluster.record;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.watch.KindInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The ConfigMap that holds the last good rules, and under keys of their own what else all replicas share. Each replica
 * watches it, so that all answer alike; the holder of the lease writes it. It holds no replica's readiness: where it can't
 * be read, nothing is recorded.
 */
public final class SharedRecord implements AutoCloseable {

    private final KubernetesClient client;
    private final Resource<ConfigMap> object;
    private final KindInformer informer;
    private final List<Consumer<Map<String, String>>> takers = new CopyOnWriteArrayList<>();

    public SharedRecord(ClusterConnection connection) {
        this.client = connection.client();
        this.object =
                client.configMaps().inNamespace(ClusterConnection.NAMESPACE).withName(LastGoodRules.NAME);
        SharedIndexInformer<ConfigMap> shared = object.runnableInformer(0).removeNamespaceIndex();
        shared.addEventHandler(new Handler());
        this.informer = new KindInformer(
                "configmap " + ClusterConnection.NAMESPACE + "/" + LastGoodRules.NAME, shared, () -> {});
    }

    /** Hands the data over now and then whenever they change. To be called before the start. */
    public void listen(Consumer<Map<String, String>> taker) {
        takers.add(taker);
    }

    /** Begins to watch. read is called once it was read, or can't be. */
    public void start(Runnable read) {
        informer.start(read);
    }

    public KindInformer informer() {
        return informer;
    }

    /** Reads the object as it is now; empty where there is none. */
    public Optional<ConfigMap> read() {
        return Optional.ofNullable(object.get());
    }

    /** Replaces one key alone, and only in the very object that was read: whoever was faster is not overwritten. */
    public void replace(ConfigMap found, String key, Optional<String> value) {
        ConfigMapBuilder other = new ConfigMapBuilder(found).removeFromData(key);
        value.ifPresent(text -> other.addToData(key, text));
        client.resource(other.build()).update();
    }

    public static Map<String, String> data(ConfigMap map) {
        return Objects.requireNonNullElse(map.getData(), Map.of());
    }

    private void take(Map<String, String> data) {
        takers.forEach(taker -> taker.accept(data));
    }

    @Override
    public void close() {
        informer.close();
    }

    private final class Handler implements ResourceEventHandler<ConfigMap> {

        @Override
        public void onAdd(ConfigMap map) {
            take(data(map));
        }

        @Override
        public void onUpdate(ConfigMap old, ConfigMap map) {
            take(data(map));
        }

        @Override
        public void onDelete(ConfigMap map, boolean finalStateUnknown) {
            take(Map.of());
        }
    }
}
