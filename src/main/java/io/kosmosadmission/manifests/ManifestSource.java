package io.kosmosadmission.manifests;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.rules.CurrentRules;
import io.kosmosadmission.rules.FileWatcher;
import io.kosmosadmission.rules.FileWatcher.Look;
import io.kosmosadmission.rules.RulesFile;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.WrongRulesException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The state of a cluster that is read from manifests, and again when they or the file of the rules change. Errors keep
 * what was good: errors in the rules keep the rules, errors in a manifest keep the objects.
 */
public final class ManifestSource implements StateSource {

    private static final Logger LOG = Logger.getLogger(ManifestSource.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Findings of one check that are logged one by one; the metric counts all. */
    private static final int MOST_SAID = 10;

    private static final String GONE = "their ConfigMap is gone";

    private final Manifests manifests;
    private final FileWatcher<ClusterRead> cluster;
    private final Optional<RulesFile> rulesFile;
    private final CurrentRules foundRules = new CurrentRules(RulesInForce.NONE);
    private final Duration pause;
    private final Daemon looking = new Daemon("kosmos-manifests", LOG);
    private volatile Published published;

    /** All that readers see, published at once. */
    private record Published(
            ClusterState state,
            boolean rulesValid,
            Optional<Instant> lostSince,
            Map<String, Integer> objects,
            Findings findings) {}

    private ManifestSource(Manifests manifests, Optional<Path> rules, Duration pause) throws IOException {
        this.manifests = manifests;
        this.pause = pause;
        this.cluster = FileWatcher.begin(manifests::fingerprint, () -> ClusterRead.of(manifests));
        this.rulesFile = rules.isPresent() ? Optional.of(RulesFile.open(rules.get())) : Optional.empty();
        lookAtRules();
        build();
    }

    /**
     * Reads everything for the first time.
     *
     * @param rules the file of the rules; without it, the rules in the manifests are used, or none
     * @throws WrongRulesException where that file is wrong
     * @throws IOException with a message for people where something can't be read
     */
    public static ManifestSource open(Manifests manifests, Optional<Path> rules) throws IOException {
        return open(manifests, rules, PAUSE);
    }

    static ManifestSource open(Manifests manifests, Optional<Path> rules, Duration pause) throws IOException {
        return new ManifestSource(manifests, rules, pause);
    }

    @Override
    public void start() {
        looking.repeat(this::look, pause, pause, "the change was not taken, what was read before stays");
    }

    private void look() {
        boolean isOtherCluster = lookAtCluster();
        boolean areOtherRules = lookAtRules();
        if (isOtherCluster || areOtherRules) {
            build();
        } else if (!published.lostSince().equals(cluster.badSince())) {
            published = new Published(
                    published.state(),
                    published.rulesValid(),
                    cluster.badSince(),
                    published.objects(),
                    published.findings());
        }
    }

    private boolean lookAtCluster() {
        Look look = cluster.look();
        if (look == Look.Changed) {
            LOG.infof("changed and taken what=\"%s\"", manifests.describe());
        } else if (look == Look.Refused) {
            LOG.warnf(
                    "not readable, what was read before stays what=\"%s\" why=\"%s\"",
                    manifests.describe(), cluster.error().orElse("").lines().collect(Collectors.joining(" | ")));
        }
        return look == Look.Changed;
    }

    private boolean lookAtRules() {
        return rulesFile
                .map(RulesFile::look)
                .orElseGet(
                        () -> cluster.value().rules().map(foundRules::written).orElseGet(() -> foundRules.gone(GONE)));
    }

    private RulesInForce inForce() {
        return rulesFile.map(RulesFile::rules).orElseGet(foundRules::now);
    }

    private void build() {
        Configuration configuration = inForce().configuration();
        Inventory inventory =
                Inventory.of(configuration, cluster.value().objects()).at(Instant.now());
        ClusterState state = new ClusterState(configuration, inventory);
        Findings findings = Findings.of(configuration, inventory).and(Findings.ofConsumers(state));
        if (published == null || !published.findings().equals(findings)) {
            findings.firstMessages(MOST_SAID).forEach((check, messages) -> {
                messages.forEach(message -> LOG.logf(
                        check.isFault() ? Logger.Level.WARN : Logger.Level.INFO,
                        "finding check=%s what=\"%s\"",
                        check.label(),
                        message));
            });
        }
        published = new Published(state, inForce().valid(), cluster.badSince(), inventory.counts(), findings);
    }

    @Override
    public ClusterState current() {
        return published.state();
    }

    @Override
    public boolean synced() {
        return true;
    }

    @Override
    public Optional<Instant> lostSince() {
        return published.lostSince();
    }

    @Override
    public Optional<WrittenRules> rules() {
        return Optional.of(
                rulesFile.map(RulesFile::asWritten).orElseGet(() -> foundRules.asWritten(manifests.describe())));
    }

    @Override
    public boolean rulesValid() {
        return published.rulesValid();
    }

    @Override
    public String describe() {
        int objects = published.objects().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return manifests.describe() + ", " + objects + " objects";
    }

    @Override
    public Map<String, Integer> objects() {
        return published.objects();
    }

    @Override
    public Map<String, Integer> findings() {
        return published.findings().counts();
    }

    @Override
    public void close() {
        looking.close();
    }
}
