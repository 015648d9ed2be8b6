package io.kosmosadmission.cli.simulate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.SchedulerClusterReader;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.reading.WorkloadTemplates;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.simulation.Progress;
import io.kosmosadmission.simulation.SimulatedCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a cluster once, for reviews and for the scheduler. */
public final class SimulatedClusterReader {

    /** Kubernetes 1.36: the one whose scheduler is taken where no node says its version. */
    private static final int NEWEST = 36;

    private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]{1,3})\\..*");
    private static final String DEFAULT_NAMESPACE = "default";

    /** Kinds of the whole cluster that no inventory stores. */
    private static final Set<String> CLUSTER_WIDE = Set.of("CSIDriver", "VolumeAttachment", "PriorityClass");

    private final ObjectCollector collector = new ObjectCollector();
    private final ManifestReader manifests = new ManifestReader(collector);
    private final SchedulerClusterReader scheduled = new SchedulerClusterReader();
    private final WorkloadTemplates templates = new WorkloadTemplates();
    private final Set<ObjectKey> parallel = new HashSet<>();
    private final Set<ObjectKey> gated = new HashSet<>();
    private final Progress progress;
    private int objects;
    private int minorVersion;

    /** progress is told how many objects were read. */
    public SimulatedClusterReader(Progress progress) {
        this.progress = progress;
    }

    /** rules: those to take instead of the cluster's own. Throws where the rules are wrong. */
    public SimulatedCluster read(Manifests cluster, Optional<RulesText> rules, ManifestRemarks remarks)
            throws IOException {
        cluster.eachObject(remarks, (place, apiVersion, kind, parser) -> add(apiVersion, kind, parser));
        Optional<RulesText> text = rules.or(() -> manifests
                .rules()
                .map(found -> new RulesText(ManifestReader.RULES_CONFIG_MAP + "/" + ManifestReader.RULES_KEY, found)));
        Configuration configuration =
                text.isPresent() ? RulesInForce.first(text.get()).configuration() : Configuration.DEFAULT;
        return new SimulatedCluster(
                configuration,
                Inventory.of(configuration, collector.collected()).at(Instant.now()),
                scheduled.cluster(),
                templates.all(),
                parallel,
                gated,
                minorVersion == 0 ? NEWEST : minorVersion);
    }

    private void add(String apiVersion, String kind, JsonParser parser) throws IOException {
        progress.at("reading objects", objects++, 0);
        JsonNode object = Trees.JSON.readTree(parser);
        if (!object.path("metadata").isObject()) {
            throw new UnreadableException(ObjectSink.NO_MANIFEST);
        }
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        if (isNamespaced(apiVersion, kind)
                && metadata.path("namespace").asText().isEmpty()) {
            metadata.put("namespace", DEFAULT_NAMESPACE);
        }
        Matcher version =
                VERSION.matcher(object.at("/status/nodeInfo/kubeletVersion").asText());
        if (kind.equals("Node") && version.matches()) {
            minorVersion = Math.max(minorVersion, Integer.parseInt(version.group(1)));
        }
        try {
            hand(object, tokens -> manifests.readObject(apiVersion, kind, tokens));
            hand(object, tokens -> scheduled.add(apiVersion, kind, tokens));
            hand(object, tokens -> templates.add(apiVersion, kind, tokens));
            note(apiVersion, kind, object);
        } catch (UnreadableException wrong) {
            String name = kind + " " + metadata.path("name").asText() + ": ";
            throw new UnreadableException(SimulationText.printable(name) + wrong.getMessage(), wrong);
        }
    }

    /** Takes note of what a workload says of when its pods start, which no review reads. */
    private void note(String apiVersion, String kind, JsonNode object) {
        WorkloadKind.of(group(apiVersion), kind).ifPresent(workload -> {
            ObjectKey key = Kind.of(workload)
                    .key(
                            object.at("/metadata/namespace").asText(),
                            object.at("/metadata/name").asText());
            if (object.at("/spec/podManagementPolicy").asText().equals("Parallel")) {
                parallel.add(key);
            }
            if (!object.at("/spec/template/spec/schedulingGates").isEmpty()) {
                gated.add(key);
            }
        });
    }

    private static String group(String apiVersion) {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    private static boolean isNamespaced(String apiVersion, String kind) {
        return Kind.named(group(apiVersion), kind).map(Kind::isNamespaced).orElse(!CLUSTER_WIDE.contains(kind));
    }

    private interface Taker {
        void take(JsonParser tokens) throws IOException;
    }

    private static void hand(JsonNode object, Taker taker) throws IOException {
        try (JsonParser tokens = Trees.JSON.treeAsTokens(object)) {
            tokens.nextToken();
            taker.take(tokens);
        }
    }
}
