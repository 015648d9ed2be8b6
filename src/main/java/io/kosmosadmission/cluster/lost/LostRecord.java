package io.kosmosadmission.cluster.lost;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.cluster.watch.KindInformer;
import io.kosmosadmission.inventory.LostProviders;
import io.kosmosadmission.reading.LostProvidersText;
import io.kosmosadmission.reading.UnreadableException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The record that all replicas share: a key of the ConfigMap that holds the last good rules, too. Each replica watches
 * it, so that all answer alike; the holder of the lease writes it. It holds no replica's readiness: where it can't be
 * read, nobody is known to be lost.
 */
public final class LostRecord implements LossRecord, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LostRecord.class);

    public static final String PART = "lost providers";

    private final Consumer<Consumer<StateBuilder>> changes;
    private final KubernetesClient client;
    private final Resource<ConfigMap> object;
    private final KindInformer informer;
    private final LastMessage lastError = new LastMessage();
    private volatile LostProviders known = LostProviders.NONE;
    private volatile boolean malformed;

    public LostRecord(ClusterConnection connection, Consumer<Consumer<StateBuilder>> changes) {
        this.changes = changes;
        this.client = connection.client();
        this.object =
                client.configMaps().inNamespace(ClusterConnection.NAMESPACE).withName(LastGoodRules.NAME);
        SharedIndexInformer<ConfigMap> shared = object.runnableInformer(0).removeNamespaceIndex();
        shared.addEventHandler(new Handler());
        this.informer = new KindInformer(
                "configmap " + ClusterConnection.NAMESPACE + "/" + LastGoodRules.NAME, shared, () -> {});
    }

    /** Begins to watch the record. The part of the state is complete once it was read, or can't be. */
    public void start() {
        informer.start(() -> changes.accept(state -> state.complete(PART)));
    }

    public KindInformer informer() {
        return informer;
    }

    @Override
    public LostProviders known() {
        return known;
    }

    private synchronized void take(Map<String, String> data) {
        String text = data.getOrDefault(LostProvidersText.KEY, "");
        try {
            LostProviders next = text.isBlank() ? LostProviders.NONE : LostProvidersText.read(text);
            malformed = false;
            if (!next.equals(known)) {
                known = next;
                changes.accept(state -> state.lost(next));
            }
        } catch (UnreadableException wrong) {
            malformed = true;
            warn(wrong.getMessage() + "; what was known before stays");
        }
    }

    /** Replaces our key alone, and only in the very object that was read: whoever was faster is not overwritten. */
    @Override
    public void write(LostProviders next) {
        if (next.equals(known) && !malformed) {
            lastError.forget();
            return;
        }
        try {
            ConfigMap found = object.get();
            if (found == null) {
                warn("it is not there; no provider counts as lost");
                return;
            }
            LostProviders before = known;
            take(data(found));
            if (known.equals(before) && (malformed || !next.equals(known))) {
                replace(found, next);
            }
        } catch (KubernetesClientException failed) {
            if (failed.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                warn(ApiErrors.of(failed));
            }
        }
    }

    private void replace(ConfigMap found, LostProviders next) {
        ConfigMapBuilder other = new ConfigMapBuilder(found).removeFromData(LostProvidersText.KEY);
        if (!next.equals(LostProviders.NONE)) {
            other.addToData(LostProvidersText.KEY, LostProvidersText.write(next));
        }
        client.resource(other.build()).update();
        LOG.infof("lost providers recorded configmap=%s lost=%s", LastGoodRules.NAME, next.since());
    }

    private static Map<String, String> data(ConfigMap map) {
        return Objects.requireNonNullElse(map.getData(), Map.of());
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf(
                    "record of lost providers not usable, will go on trying configmap=%s why=\"%s\"",
                    LastGoodRules.NAME, why);
        }
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
