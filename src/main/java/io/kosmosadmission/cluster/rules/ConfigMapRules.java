package io.kosmosadmission.cluster.rules;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.Events;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.cluster.watch.KindInformer;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.rules.CurrentRules;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The rules in the cluster's ConfigMap, taken as they change. While they are wrong or gone, the last good ones stay in
 * force, even those of an earlier run, and an Event says so.
 */
public final class ConfigMapRules implements RulesSource {

    private static final Logger LOG = Logger.getLogger(ConfigMapRules.class);

    public static final String NAME = io.kosmosadmission.reading.RulesConfigMap.NAME;
    public static final String KEY = io.kosmosadmission.reading.RulesConfigMap.KEY;

    private static final String GONE = "there were rules, and now there are none";

    private final LastGoodRules lastGood;
    private final Events events;
    private final Consumer<Consumer<StateBuilder>> changes;
    private final KindInformer informer;
    private Optional<RulesText> written = Optional.empty();
    private boolean listed;
    private volatile CurrentRules rules = new CurrentRules(RulesInForce.NONE);

    public ConfigMapRules(
            ClusterConnection connection,
            LastGoodRules lastGood,
            Events events,
            Consumer<Consumer<StateBuilder>> changes) {
        this.lastGood = lastGood;
        this.events = events;
        this.changes = changes;
        SharedIndexInformer<ConfigMap> shared = connection
                .client()
                .configMaps()
                .inNamespace(ClusterConnection.NAMESPACE)
                .withName(NAME)
                .runnableInformer(0)
                .removeNamespaceIndex();
        shared.addEventHandler(new Handler());
        this.informer = new KindInformer("configmap " + ClusterConnection.NAMESPACE + "/" + NAME, shared, this::listed);
    }

    @Override
    public void start() {
        lastGood.start(this::remembered);
    }

    /**
     * Takes the last good rules of an earlier run, and asks for the ConfigMap only now: if it is wrong, these must be
     * known.
     */
    private synchronized void remembered(Optional<String> text) {
        rules = new CurrentRules(RulesInForce.remembering(text.map(ConfigMapRules::named)));
        informer.start(() -> {});
    }

    private synchronized void listed() {
        listed = true;
        decide();
    }

    private synchronized void take(Optional<String> text) {
        written = text.map(ConfigMapRules::named);
        if (listed) {
            decide();
        }
    }

    private void decide() {
        RulesInForce before = rules.now();
        written.ifPresentOrElse(rules::written, () -> rules.gone(GONE));
        RulesInForce now = rules.now();
        changes.accept(state -> {
            state.configure(now.configuration());
            state.complete(PART);
        });
        tell(before, now);
    }

    private void tell(RulesInForce before, RulesInForce now) {
        now.good().map(RulesText::text).ifPresent(lastGood::keep);
        if (!now.valid()) {
            int more = now.errors().size() - 1;
            events.warn(object(), "RulesInvalid", now.errors().get(0) + (more == 0 ? "" : " (and " + more + " more)"));
        } else if (!before.valid()) {
            LOG.info("rules valid again and in force");
            events.forget(object());
            events.note(object(), "RulesAccepted", "the rules are in force");
        } else if (!now.good().equals(before.good())) {
            LOG.info("rules changed and in force");
        }
    }

    /** Names the text by the ConfigMap's key, as the webhook does in a review of the ConfigMap. */
    private static RulesText named(String text) {
        return new RulesText(KEY, text);
    }

    private static ObjectKey object() {
        return ObjectKey.configMap(ClusterConnection.NAMESPACE, NAME);
    }

    @Override
    public boolean valid() {
        return rules.now().valid();
    }

    @Override
    public WrittenRules asWritten() {
        return rules.asWritten(origin());
    }

    @Override
    public String origin() {
        return "configmap " + ClusterConnection.NAMESPACE + "/" + NAME;
    }

    @Override
    public Optional<KindInformer> informer() {
        return Optional.of(informer);
    }

    @Override
    public void close() {
        lastGood.close();
        informer.close();
    }

    private final class Handler implements ResourceEventHandler<ConfigMap> {

        @Override
        public void onAdd(ConfigMap map) {
            take(Optional.ofNullable(map.getData()).map(data -> data.get(KEY)));
        }

        @Override
        public void onUpdate(ConfigMap old, ConfigMap map) {
            onAdd(map);
        }

        @Override
        public void onDelete(ConfigMap map, boolean finalStateUnknown) {
            take(Optional.empty());
        }
    }
}
