package io.kosmosadmission.cli.console;

import io.kosmosadmission.cli.audit.AuditResult;
import io.kosmosadmission.cli.audit.AuditedCluster;
import io.kosmosadmission.cli.review.Manifest;
import io.kosmosadmission.cli.review.ManifestInput;
import io.kosmosadmission.cli.review.ManifestReview;
import io.kosmosadmission.cli.review.ReviewedManifest;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.console.Reviewed;
import io.kosmosadmission.console.RulesChange;
import io.kosmosadmission.console.Tried;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import io.kosmosadmission.rules.WrongRulesException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tries manifests and rules on a cluster that was read. */
final class Trial {

    /** Of manifests that are reviewed at once. */
    private static final int MOST = 100;

    private final AuditedCluster cluster;
    private final Configuration configuration;

    Trial(AuditedCluster cluster, Configuration configuration) {
        this.cluster = cluster;
        this.configuration = configuration;
    }

    Tried ofManifests(String text, String namespace, Mode maxMode) throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        List<Manifest> all = new ManifestInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), remarks)
                .readText("manifest");
        List<Manifest> first = all.subList(0, Math.min(MOST, all.size()));
        ManifestReview review =
                new ManifestReview(configuration, ObjectCollector.of(cluster.objects()), namespace, maxMode);
        List<Reviewed> reviewed = new ArrayList<>();
        for (ReviewedManifest each : review.reviewAll(first, remarks)) {
            reviewed.add(ReviewedText.of(each));
        }
        return new Tried(reviewed, remarks.lines(), all.size() - first.size());
    }

    RulesChange ofRules(String text) {
        Configuration other;
        try {
            other = RulesInForce.first(new RulesText("rules.yaml", text)).configuration();
        } catch (WrongRulesException wrong) {
            return new RulesChange(
                    List.of(),
                    List.of(),
                    String.valueOf(wrong.getMessage()).lines().toList());
        }
        AuditResult result = AuditResult.of(cluster.findings(other), cluster.findings(configuration), cluster.pods());
        return new RulesChange(result.findings(), result.gone(), List.of());
    }
}
