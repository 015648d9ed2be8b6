package io.kosmosadmission.cluster.lost;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.record.SharedRecord;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.inventory.LostProviders;
import io.kosmosadmission.reading.LostProvidersText;
import io.kosmosadmission.reading.UnreadableException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Who is lost by the record that all replicas share. Where it can't be read, nobody is known to be lost. */
public final class LostRecord implements LossRecord {

    private static final Logger LOG = Logger.getLogger(LostRecord.class);

    private final Consumer<Consumer<StateBuilder>> changes;
    private final SharedRecord record;
    private final LastMessage lastError = new LastMessage();
    private volatile LostProviders known = LostProviders.NONE;
    private volatile boolean malformed;

    public LostRecord(SharedRecord record, Consumer<Consumer<StateBuilder>> changes) {
        this.changes = changes;
        this.record = record;
        record.listen(this::take);
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

    @Override
    public void write(LostProviders next) {
        if (next.equals(known) && !malformed) {
            lastError.forget();
            return;
        }
        try {
            Optional<ConfigMap> found = record.read();
            if (found.isEmpty()) {
                warn("it is not there; no provider counts as lost");
                return;
            }
            LostProviders before = known;
            take(SharedRecord.data(found.get()));
            if (known.equals(before) && (malformed || !next.equals(known))) {
                replace(found.get(), next);
            }
        } catch (KubernetesClientException failed) {
            if (failed.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                warn(ApiErrors.of(failed));
            }
        }
    }

    private void replace(ConfigMap found, LostProviders next) {
        Optional<String> text =
                next.equals(LostProviders.NONE) ? Optional.empty() : Optional.of(LostProvidersText.write(next));
        record.replace(found, LostProvidersText.KEY, text);
        LOG.infof("lost providers recorded configmap=%s lost=%s", LastGoodRules.NAME, next.since());
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf(
                    "record of lost providers not usable, will go on trying configmap=%s why=\"%s\"",
                    LastGoodRules.NAME, why);
        }
    }
}
