package io.kosmosadmission.cli.console;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.cli.audit.AuditPicture;
import io.kosmosadmission.cli.audit.AuditedCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Audited;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.storage.Homes;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers as the commands do, by the rules that are in force on the server. */
public final class CommandAnswers implements Answers {

    private final Manifests manifests;
    private final StateSource source;

    /** manifests are read once for each answer that needs the whole cluster. */
    public CommandAnswers(Manifests manifests, StateSource source) {
        this.manifests = manifests;
        this.source = source;
    }

    @Override
    public StateSource state() {
        return source;
    }

    @Override
    public Audited audit() throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        AuditedCluster cluster = AuditedCluster.read(manifests, remarks);
        Configuration configuration = source.current().configuration();
        List<Finding> findings = cluster.findings(configuration);
        List<Audit.Landed> landed = cluster.landed(configuration, findings);
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
