package io.kosmosadmission.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.cli.audit.AuditPicture;
import io.kosmosadmission.cli.audit.AuditedCluster;
import io.kosmosadmission.cli.simulate.SimulatedClusterReader;
import io.kosmosadmission.cli.simulate.SimulationPicture;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Audited;
import io.kosmosadmission.console.ExistingObject;
import io.kosmosadmission.console.RulesChange;
import io.kosmosadmission.console.Simulated;
import io.kosmosadmission.console.Tried;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.simulation.Loss;
import io.kosmosadmission.simulation.Progress;
import io.kosmosadmission.simulation.SimulatedCluster;
import io.kosmosadmission.simulation.Simulation;
import io.kosmosadmission.simulation.SimulationResult;
import io.kosmosadmission.storage.Homes;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers as the commands do, by the rules that are in force on the server. */
public final class CommandAnswers implements Answers {

    private static final List<Kind<?>> KINDS = Stream.concat(
                    Stream.of(Kind.POD, Kind.PERSISTENT_VOLUME_CLAIM),
                    Stream.of(WorkloadKind.values()).map(Kind::of))
            .<Kind<?>>map(kind -> kind)
            .toList();

    private final Manifests manifests;
    private final ObjectFinder finder;
    private final StateSource source;
    private final Mode maxMode;
    /** The cluster of the newest audit, on which manifests and rules are tried. */
    private volatile Optional<AuditedCluster> read = Optional.empty();

    /**
     * @param manifests are read once for each answer that needs the whole cluster
     * @param finder finds single objects of it
     * @param maxMode the emergency brake
     */
    public CommandAnswers(Manifests manifests, ObjectFinder finder, StateSource source, Mode maxMode) {
        this.manifests = manifests;
        this.finder = finder;
        this.source = source;
        this.maxMode = maxMode;
    }

    @Override
    public StateSource state() {
        return source;
    }

    @Override
    public Audited audit() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        AuditedCluster cluster = AuditedCluster.read(manifests, remarks);
        read = Optional.of(cluster);
        Configuration configuration = source.current().configuration();
        List<Finding> findings = cluster.findings(configuration);
        List<Audit.Landed> landed = cluster.landed(configuration, findings, namespace -> true);
        ClusterState state = cluster.state(configuration);
        return new Audited(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                state,
                findings,
                landed,
                cluster.podsByNode(),
                claims(state.inventory()),
                AuditPicture.of(landed),
                remarks.lines());
    }

    @Override
    public Tried tryManifests(String text, String namespace) throws IOException {
        return trial().ofManifests(text, namespace, maxMode);
    }

    @Override
    public RulesChange tryRules(String text) throws IOException {
        return trial().ofRules(text);
    }

    @Override
    public Simulated simulate(Set<String> lost, Progress progress) throws IOException {
        Optional<RulesText> rules = source.rules()
                .filter(written -> !written.text().isEmpty())
                .map(written -> new RulesText(written.origin(), written.text()));
        ManifestRemarks remarks = new ManifestRemarks();
        SimulatedCluster cluster = new SimulatedClusterReader(progress).read(manifests, rules, remarks);
        remarks.throwErrors();
        SimulationResult result = new Simulation(cluster, new Loss(lost, Map.of()), progress).run();
        return new Simulated(Instant.now(), result, SimulationPicture.of(result));
    }

    private Trial trial() throws IOException {
        Optional<AuditedCluster> cluster = read;
        return new Trial(
                cluster.isPresent() ? cluster.get() : AuditedCluster.read(manifests, new ManifestRemarks()),
                source.current().configuration());
    }

    @Override
    public Optional<ExistingObject> object(String kind, String namespace, String name) throws IOException {
        Optional<Kind<?>> known =
                KINDS.stream().filter(each -> each.name().equals(kind)).findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectNode> found = finder.find(known.get(), namespace, name);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectReview(source.current(), maxMode).of(known.get(), namespace, found.get()));
    }

    private static Map<String, Integer> claims(Inventory inventory) {
        Map<String, Integer> counts = new TreeMap<>();
        Homes homes = new Homes(inventory);
        for (PersistentVolumeClaim claim : inventory.claims()) {
            homes.of(claim)
                    .ifKnown()
                    .ifPresent(home -> home.providers().forEach(provider -> counts.merge(provider, 1, Integer::sum)));
        }
        return counts;
    }
}
