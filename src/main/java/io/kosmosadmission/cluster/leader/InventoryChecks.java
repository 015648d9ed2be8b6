package io.kosmosadmission.cluster.leader;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.Events;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks for findings in the cluster state, apart from reviews. All replicas count the findings; the holder of the lease
 * writes each as an Event, once while it lasts. Nodes and rules are checked soon after they change; workloads and pods,
 * of which there are many, a few times a minute while anything changes.
 */
public final class InventoryChecks implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(InventoryChecks.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Rounds of a second each. With the time of an Event, this is well within a minute of an object's arrival. */
    private static final int ROUNDS_BETWEEN_CONSUMERS = 15;

    /** Findings of one check that are logged one by one; the metric counts all. */
    private static final int MOST_LOGGED = 10;

    private final Supplier<Optional<ClusterState>> states;
    private final Supplier<Findings> ofInstallation;
    private final Events events;
    private final Mode maxMode;
    private final LabelChecks labels;
    private final Daemon thread = new Daemon("inventory-checks", LOG);
    private Optional<ClusterState> looked = Optional.empty();
    private Optional<ClusterState> lookedThrough = Optional.empty();
    private int rounds;
    private Findings ofCluster = Findings.NONE;
    private Findings ofConsumers = Findings.NONE;
    private Set<Finding> told = Set.of();
    private volatile Findings all = Findings.NONE;
    private volatile boolean through;

    /**
     * @param states returns the newest state; empty before the first
     * @param ofInstallation returns what was found about ourselves
     * @param maxMode the emergency brake
     * @param labeller gives nodes their labels; empty where nothing may be written
     */
    public InventoryChecks(
            Supplier<Optional<ClusterState>> states,
            Supplier<Findings> ofInstallation,
            Events events,
            Mode maxMode,
            Optional<NodeLabeller> labeller) {
        this.states = states;
        this.ofInstallation = ofInstallation;
        this.events = events;
        this.maxMode = maxMode;
        this.labels = new LabelChecks(maxMode, labeller);
    }

    public void start() {
        thread.repeat(this::round, PERIOD, PERIOD, "the cluster could not be looked through");
    }

    public Findings findings() {
        return all;
    }

    /** Returns whether workloads and pods were looked through at least once. */
    public boolean isThrough() {
        return through;
    }

    private void round() {
        states.get().ifPresent(this::look);
    }

    private void look(ClusterState state) {
        Findings before = all;
        if (looked.isEmpty() || isOther(looked.get(), state)) {
            ofCluster = Findings.of(state.configuration(), state.inventory(), maxMode);
            looked = Optional.of(state);
        }
        rounds++;
        if (rounds >= ROUNDS_BETWEEN_CONSUMERS
                && lookedThrough.filter(state::equals).isEmpty()) {
            ofConsumers = Findings.ofConsumers(state);
            lookedThrough = Optional.of(state);
            rounds = 0;
        }
        Findings now = ofCluster
                .and(labels.look(state, Instant.now()))
                .and(ofConsumers)
                .and(ofInstallation.get());
        if (!now.equals(before)) {
            log(now);
            all = now;
        }
        through = lookedThrough.isPresent();
    }

    /** Returns whether anything differs that findings about nodes, classes and rules depend on. */
    private static boolean isOther(ClusterState before, ClusterState now) {
        Inventory old = before.inventory();
        Inventory inventory = now.inventory();
        return old.providers() != inventory.providers()
                || old.attachIndex() != inventory.attachIndex()
                || !old.storageClasses().equals(inventory.storageClasses())
                || !before.configuration().equals(now.configuration());
    }

    private static void log(Findings findings) {
        findings.firstMessages(MOST_LOGGED).forEach((check, messages) -> {
            messages.forEach(message -> LOG.logf(
                    check.isFault() ? Logger.Level.WARN : Logger.Level.INFO,
                    "finding check=%s what=\"%s\"",
                    check.label(),
                    message));
        });
    }

    /** Writes the new findings as Events. For the holder of the lease only. */
    public void tell() {
        Set<Finding> now = new HashSet<>(all.all());
        Set<Finding> heard = new HashSet<>(told);
        heard.retainAll(now);
        for (Finding finding : all.all()) {
            if (!heard.contains(finding) && tell(finding)) {
                heard.add(finding);
            }
        }
        told = heard;
    }

    /** Returns false where too many Events are waiting to be written. */
    private boolean tell(Finding finding) {
        List<ObjectKey> subjects = finding.subjects().isEmpty()
                ? List.of(ObjectKey.configMap(ClusterConnection.NAMESPACE, ConfigMapRules.NAME))
                : finding.subjects();
        boolean taken = true;
        for (ObjectKey subject : subjects) {
            taken &= finding.check().isFault()
                    ? events.warn(subject, finding.check().name(), finding.message())
                    : events.note(subject, finding.check().name(), finding.message());
        }
        return taken;
    }

    @Override
    public void close() {
        thread.close();
    }
}
