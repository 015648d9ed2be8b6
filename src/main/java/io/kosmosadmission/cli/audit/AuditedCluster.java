package io.kosmosadmission.cli.audit;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A cluster that was read once to be audited, by whatever rules. */
public final class AuditedCluster {

    private final Audit audit;
    private final ClusterObjects objects;
    private final Optional<RulesText> rules;
    private final Instant now = Instant.now();

    private AuditedCluster(Audit audit, ClusterObjects objects, Optional<RulesText> rules) {
        this.audit = audit;
        this.objects = objects;
        this.rules = rules;
    }

    /** Reads the cluster; what can't be read is told in the remarks. */
    public static AuditedCluster read(Manifests manifests, ManifestRemarks remarks) throws IOException {
        Audit audit = new Audit();
        ObjectCollector collector = new ObjectCollector();
        ManifestReader reader = ManifestReader.ofWholePods(collector, audit);
        manifests.eachObject(remarks, (place, apiVersion, kind, object) -> reader.readObject(apiVersion, kind, object));
        return new AuditedCluster(
                audit,
                collector.collected(),
                reader.rules()
                        .map(text ->
                                new RulesText(ManifestReader.RULES_CONFIG_MAP + "/" + ManifestReader.RULES_KEY, text)));
    }

    /** Returns the rules that were found in the cluster. */
    public Optional<RulesText> rules() {
        return rules;
    }

    public ClusterObjects objects() {
        return objects;
    }

    public int pods() {
        return audit.pods();
    }

    public ClusterState state(Configuration configuration) {
        return new ClusterState(
                configuration, Inventory.of(configuration, objects).at(now));
    }

    /** Returns the findings under these rules, the worst first. */
    public List<Finding> findings(Configuration configuration) {
        return audit.of(state(configuration)).all().stream()
                .sorted(Finding.WORST_FIRST)
                .toList();
    }

    /** Returns the picture of the findings under these rules, of these namespaces, as SVG. */
    public String picture(Configuration configuration, List<Finding> findings, Predicate<String> namespaces) {
        return AuditPicture.of(landed(configuration, findings, namespaces));
    }

    /** Returns where the pods of each workload of these namespaces are; findings are those under the same rules. */
    public List<Audit.Landed> landed(
            Configuration configuration, List<Finding> findings, Predicate<String> namespaces) {
        return audit.landed(state(configuration), findings, namespaces);
    }

    /** Returns how many pods each node has; the empty name stands for those without a node. */
    public Map<String, Integer> podsByNode() {
        return audit.podsByNode();
    }
}
