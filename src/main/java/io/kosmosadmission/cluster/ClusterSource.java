package io.kosmosadmission.cluster;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.cluster.api.ApiReader;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.Events;
import io.kosmosadmission.cluster.certificates.ManagedCertificates;
import io.kosmosadmission.cluster.leader.HolderWork;
import io.kosmosadmission.cluster.leader.InventoryChecks;
import io.kosmosadmission.cluster.leader.LeaderLease;
import io.kosmosadmission.cluster.lost.LossCheck;
import io.kosmosadmission.cluster.lost.OwnRecord;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.cluster.rules.FileRules;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.rules.RulesSource;
import io.kosmosadmission.cluster.state.StateWriter;
import io.kosmosadmission.cluster.watch.Informers;
import io.kosmosadmission.cluster.watch.KindInformer;
import io.kosmosadmission.cluster.watch.OptionalInformers;
import io.kosmosadmission.cluster.watch.WatchCheck;
import io.kosmosadmission.kube.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The state of a live cluster. Every kind that decisions read, and the rules, are listed once and watched from then on;
 * a kind that not every cluster serves is watched while this one serves it. Whatever fails is retried for ever.
 */
public final class ClusterSource implements StateSource {

    private static final Logger LOG = Logger.getLogger(ClusterSource.class);

    /** Between two times that the state is told the time. */
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private final ClusterConnection connection;
    private final StateWriter writer;
    private final List<KindInformer> kinds;
    private final OptionalInformers optional;
    private final RulesSource rules;
    private final WatchCheck check;
    private final InventoryChecks checks;
    private final LiveReader live;
    private final Daemon clock = new Daemon("state-clock", LOG);
    private final Closing closing = new Closing();
    private final Optional<SharedParts> shared;
    private final Optional<ManagedCertificates> certificates;
    private final Optional<LeaderLease> lease;
    private final LossCheck losses;

    private ClusterSource(ClusterConnection connection, ClusterSettings settings) throws IOException {
        this.connection = connection;
        boolean isShared = settings.isShared(connection.isInstalled());
        this.writer = new StateWriter(awaited(isShared));
        Informers informers = new Informers(connection.client(), writer::submit);
        this.kinds = informers.ofAllKinds();
        ApiServer server = new ApiServer(connection.client());
        this.optional = new OptionalInformers(informers, server, writer::submit, settings.optionalKinds());
        this.live = new ApiReader(
                server,
                kind -> optional.version(kind).orElseGet(() -> kind.versions().get(0)));
        String name = HostName.own();
        LastGoodRules lastGood = new LastGoodRules(connection);
        Events events =
                new Events(connection.isInstalled() ? Optional.of(connection.client()) : Optional.empty(), name);
        Supplier<Optional<ClusterState>> states =
                () -> Optional.of(writer.current()).filter(state -> writer.synced());
        this.shared = isShared
                ? Optional.of(new SharedParts(connection, states, settings, writer::submit, this::found))
                : Optional.empty();
        this.certificates = settings.managed().map(schedule -> new ManagedCertificates(server, schedule, events));
        this.checks = new InventoryChecks(
                states, this::findingsOfInstallation, events, settings.maxMode(), shared.map(SharedParts::labeller));
        this.rules = settings.rules().isPresent()
                ? FileRules.open(settings.rules().get(), writer::submit)
                : new ConfigMapRules(connection, lastGood, events, writer::submit);
        this.losses = new LossCheck(
                () -> Optional.of(writer.current()).filter(state -> seesChanges()),
                shared.map(SharedParts::lost).orElseGet(() -> new OwnRecord(writer::submit)));
        HolderWork work = new HolderWork();
        shared.ifPresent(
                parts -> work.add(parts::hold, lastGood::save, () -> losses.look(Instant.now()), checks::tell));
        certificates.ifPresent(kept -> work.add(kept::keep));
        this.lease = work.isEmpty()
                ? Optional.empty()
                : Optional.of(new LeaderLease(connection.client(), name + "_" + UUID.randomUUID(), work));
        List<KindInformer> informed = new ArrayList<>(kinds);
        rules.informer().ifPresent(informed::add);
        shared.map(SharedParts::informer).ifPresent(informed::add);
        this.check = new WatchCheck(informed, server);
        lease.ifPresent(closing::add);
        shared.ifPresent(closing::add);
        certificates.ifPresent(closing::add);
        closing.addAll(List.of(clock, check, checks, rules, events, optional));
        closing.addAll(kinds);
        closing.addAll(List.of(writer, connection));
    }

    private Optional<List<Finding>> found() {
        return checks.isThrough() ? Optional.of(checks.findings().all()) : Optional.empty();
    }

    private static Set<String> awaited(boolean isShared) {
        Set<String> parts = new HashSet<>(isShared ? Set.of(SharedParts.PART) : Set.of());
        Kind.ALL.stream().filter(kind -> !kind.isOptional()).map(Kind::plural).forEach(parts::add);
        parts.add(RulesSource.PART);
        return parts;
    }

    /** As {@link #connect(ClusterAddress, ClusterSettings)}, without a brake and without managed certificates. */
    public static ClusterSource connect(ClusterAddress address, Optional<Path> rules) throws IOException {
        return connect(address, ClusterSettings.of(rules));
    }

    /**
     * Returns a source that has not asked the cluster anything yet.
     *
     * @throws IOException with a message for people where the kubeconfig or the file of rules is wrong
     */
    public static ClusterSource connect(ClusterAddress address, ClusterSettings settings) throws IOException {
        ClusterConnection connection = settings.managed().isPresent()
                ? ClusterConnection.openInstalled(address)
                : ClusterConnection.open(address);
        return new ClusterSource(connection, settings);
    }

    /** Returns the certificate that is kept in the cluster; empty where that isn't asked for. */
    public Optional<CertificateSource> certificates() {
        return certificates.map(CertificateSource.class::cast);
    }

    @Override
    public Optional<LiveReader> live() {
        return Optional.of(live);
    }

    @Override
    public void start() {
        writer.start();
        startFrom(kinds.iterator());
        rules.start();
        check.start();
        checks.start();
        certificates.ifPresent(ManagedCertificates::start);
        clock.repeat(this::tellTime, CLOCK, CLOCK, "the state was not told the time");
        // Where no record is shared, each decides for itself.
        shared.ifPresentOrElse(SharedParts::start, () -> losses.repeat(clock));
        lease.ifPresent(LeaderLease::start);
    }

    private Findings findingsOfInstallation() {
        Findings ofCertificates =
                certificates.map(ManagedCertificates::findings).orElse(Findings.NONE);
        return ofCertificates.and(shared.map(SharedParts::findings).orElse(Findings.NONE));
    }

    /** Time stands still while changes can't be seen: what is not seen may have changed. */
    private void tellTime() {
        if (seesChanges()) {
            Instant now = Instant.now();
            writer.submit(state -> state.pass(now));
        }
    }

    private boolean seesChanges() {
        return synced() && check.lostSince().isEmpty();
    }

    /** Lists one kind after the other: several at once would fill the memory with text, and be no faster. */
    private void startFrom(Iterator<KindInformer> waiting) {
        if (waiting.hasNext()) {
            waiting.next().start(() -> startFrom(waiting));
        } else {
            optional.start();
        }
    }

    @Override
    public ClusterState current() {
        return writer.current();
    }

    @Override
    public boolean synced() {
        return writer.synced();
    }

    @Override
    public Optional<Instant> lostSince() {
        return check.lostSince();
    }

    @Override
    public Optional<WrittenRules> rules() {
        return Optional.of(rules.asWritten());
    }

    @Override
    public Optional<Boolean> called() {
        return shared.flatMap(SharedParts::called);
    }

    @Override
    public String describe() {
        String what = "the API server " + connection.server() + ", rules of " + rules.origin();
        String lost = check.describe();
        if (!lost.isEmpty()) {
            return what + "; " + lost;
        }
        return synced() ? what : what + "; awaiting " + check.awaited();
    }

    @Override
    public Map<String, Integer> objects() {
        return writer.current().inventory().counts();
    }

    @Override
    public Map<String, Integer> findings() {
        return checks.findings().counts();
    }

    @Override
    public void close() {
        closing.close();
    }
}
