package io.kosmosadmission.cluster.canary;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.record.SharedRecord;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.state.StateBuilder;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Whether the API server forbids required anti-affinities over providers, by the record that all replicas share. Where
 * it can't be read, none are forbidden.
 */
public final class AntiAffinityRecord {

    private static final Logger LOG = Logger.getLogger(AntiAffinityRecord.class);

    private static final String KEY = "required-anti-affinity";
    private static final String FORBIDDEN = "forbidden";

    private final SharedRecord record;
    private final Consumer<Consumer<StateBuilder>> changes;
    private final LastMessage lastError = new LastMessage();
    private volatile boolean known;

    public AntiAffinityRecord(SharedRecord record, Consumer<Consumer<StateBuilder>> changes) {
        this.record = record;
        this.changes = changes;
        record.listen(this::take);
    }

    private synchronized void take(Map<String, String> data) {
        boolean next = isForbidden(data);
        if (next != known) {
            known = next;
            changes.accept(state -> state.requiredAntiAffinityForbidden(next));
        }
    }

    private static boolean isForbidden(Map<String, String> data) {
        return data.getOrDefault(KEY, "").strip().equals(FORBIDDEN);
    }

    /** Makes the record say this; does nothing where it does. A failure is left to the next call. */
    public void write(boolean forbidden) {
        if (forbidden == known) {
            lastError.forget();
            return;
        }
        try {
            Optional<ConfigMap> found = record.read();
            if (found.isEmpty()) {
                warn("it is not there");
            } else if (isForbidden(SharedRecord.data(found.get())) == forbidden) {
                take(SharedRecord.data(found.get()));
            } else {
                record.replace(found.get(), KEY, forbidden ? Optional.of(FORBIDDEN) : Optional.empty());
                LOG.infof(
                        "required anti-affinities over providers recorded configmap=%s forbidden=%s",
                        LastGoodRules.NAME, forbidden);
            }
        } catch (KubernetesClientException failed) {
            if (failed.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                warn(ApiErrors.of(failed));
            }
        }
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf(
                    "not recorded that required anti-affinities are forbidden, will go on trying configmap=%s why=\"%s\"",
                    LastGoodRules.NAME, why);
        }
    }
}
