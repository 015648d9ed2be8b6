package io.kosmosadmission.cluster.rules;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ClusterConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps the last good rules over a restart, in a ConfigMap of their own that is installed empty. It is read once at the
 * start, and written by the holder of the lease.
 */
public final class LastGoodRules implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LastGoodRules.class);

    public static final String NAME = "kosmos-admission-last-good";
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final String NOT_READ = "the rules of an earlier run were not read";

    private final ClusterConnection connection;
    private final Daemon reading = new Daemon("last-good-rules", LOG);
    private final LastMessage lastError = new LastMessage();
    private volatile String wanted = "";
    private volatile String kept = "";

    public LastGoodRules(ClusterConnection connection) {
        this.connection = connection;
    }

    /**
     * Reads the rules that were kept and hands the text over, empty where there is none. Retries until there is an
     * answer.
     */
    void start(Consumer<Optional<String>> taker) {
        reading.run(() -> read(taker), NOT_READ);
    }

    private void read(Consumer<Optional<String>> taker) {
        Optional<String> text;
        try {
            text = Optional.ofNullable(get())
                    .map(ConfigMap::getData)
                    .map(data -> data.get(ConfigMapRules.KEY))
                    .filter(found -> !found.isBlank());
        } catch (KubernetesClientException failed) {
            warn(ApiErrors.of(failed));
            reading.runAfter(RETRY, () -> read(taker), NOT_READ);
            return;
        }
        lastError.forget();
        kept = text.orElse("");
        taker.accept(text);
    }

    /** Returns the ConfigMap; null where there is none. */
    private ConfigMap get() {
        return connection
                .client()
                .configMaps()
                .inNamespace(ClusterConnection.NAMESPACE)
                .withName(NAME)
                .get();
    }

    /** Takes good rules to be kept. The replica that holds the lease, now or later, writes them. */
    void keep(String text) {
        wanted = text;
    }

    /**
     * Writes the rules to be kept, if they aren't written yet. For the holder of the lease, which calls it again and
     * again, so that a failure is retried.
     */
    public void save() {
        String text = wanted;
        if (text.isEmpty() || text.equals(kept)) {
            return;
        }
        try {
            ConfigMap found = get();
            if (found == null) {
                warn("it is not there; after a restart wrong rules would be no rules");
                return;
            }
            if (found.getData() == null || !text.equals(found.getData().get(ConfigMapRules.KEY))) {
                connection
                        .client()
                        .resource(new ConfigMapBuilder(found)
                                .addToData(ConfigMapRules.KEY, text)
                                .build())
                        .update();
                LOG.infof("rules kept for the next start configmap=%s", NAME);
            }
            kept = text;
            lastError.forget();
        } catch (KubernetesClientException failed) {
            warn(ApiErrors.of(failed));
        }
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf("rules of before not reached, will go on trying configmap=%s why=\"%s\"", NAME, why);
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
