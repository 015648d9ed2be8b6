package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scheduler's word: where the pods land that the packaged server was asked about. */
@ExtendWith(RealCluster.class)
class SchedulerIT {
    private static final String CONFIGURATION = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            """;

    private static final String SPREAD = CONFIGURATION + """
            rules:
            - {name: default, match: [{}], placement: {spread: {}}}
            """;

    // Of unequal number: without us, pods would follow the nodes.
    private static final Nodes AWS = Nodes.of("aws", 3);
    private static final Nodes HETZNER = Nodes.of("hetzner", 3);
    private static final Nodes SCALEWAY = Nodes.of("scaleway", 15);

    @Test
    void sixPodsOverThreeProvidersLandTwoByTwo(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY);
        scene.serve(SPREAD);

        scene.applied(Manifests.deployment("web", 6, ""));

        assertThat(scene.landed("web", 6)).isEqualTo(Map.of("aws", 2, "hetzner", 2, "scaleway", 2));
    }

    @Test
    void aTaintedProviderThatIsNotToleratedCountsForNothing(Scene scene) {
        scene.nodes(AWS.tainted(), HETZNER, SCALEWAY);
        scene.serve(SPREAD);

        scene.applied(Manifests.deployment("web", 6, ""));

        assertThat(scene.landed("web", 6)).isEqualTo(Map.of("hetzner", 3, "scaleway", 3));
    }

    @Test
    void aTaintedProviderThatTheRuleToleratesGetsItsShare(Scene scene) {
        scene.nodes(AWS.tainted(), HETZNER, SCALEWAY);
        scene.serve(CONFIGURATION + """
                rules:
                - {name: default, match: [{}], placement: {spread: {}, tolerate: [aws]}}
                """);

        scene.applied(Manifests.deployment("web", 6, ""));

        assertThat(scene.landed("web", 6)).isEqualTo(Map.of("aws", 2, "hetzner", 2, "scaleway", 2));
    }

    @Test
    void aBoundarysPodsLandInItAloneTaintedAsItMayBe(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY.tainted(), Nodes.unlabelled());
        scene.serve(CONFIGURATION + """
                boundaries:
                - {name: payments, match: [{namespaces: [%s]}], providers: {required: [scaleway]}}
                rules:
                - {name: default, match: [{}], placement: {spread: {}}}
                """.formatted(scene.namespace()));

        scene.applied(Manifests.deployment("ledger", 6, ""));

        assertThat(scene.landed("ledger", 6)).isEqualTo(Map.of("scaleway", 6));
    }

    @Test
    void aForbiddenProviderAndUnlabelledNodesGetNothing(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY, Nodes.unlabelled());
        scene.serve(CONFIGURATION + """
                boundaries:
                - {name: residency, match: [{namespaces: [%s]}], providers: {forbidden: [aws]}}
                rules:
                - {name: default, match: [{}], placement: {spread: {}}}
                """.formatted(scene.namespace()));

        scene.applied(Manifests.deployment("records", 6, ""));

        assertThat(scene.landed("records", 6)).isEqualTo(Map.of("hetzner", 3, "scaleway", 3));
    }

    @Test
    void threeRolloutsLeaveTheSkewAtMostOne(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY);
        scene.serve(SPREAD);
        scene.applied(Manifests.deployment("web", 7, ""));
        assertThat(skew(scene.landed("web", 7))).isOne();

        for (int rollout = 0; rollout < 3; rollout++) {
            scene.ask("set", "env", "deployment/web", "ROLLOUT=" + rollout);
            assertThat(skew(scene.landed("web", 7))).isOne();
        }
    }

    @Test
    void aDrainedProviderGetsNothingNewAndKeepsWhatRuns(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY);
        scene.serve(SPREAD);
        scene.applied(Manifests.deployment("web", 6, ""));
        assertThat(scene.landed("web", 6)).containsEntry("hetzner", 2);

        scene.rules(SPREAD + """
                providers:
                - {name: hetzner, state: Drained}
                """);
        await("the running server takes the changed file")
                .until(
                        () -> scene.ask("run", "probe", "--image", "app:1", "--dry-run=server", "-o", "yaml"),
                        pod -> pod.contains("operator: NotIn"));

        assertThat(scene.landed("web", 6)).containsEntry("hetzner", 2);
        scene.ask("rollout", "restart", "deployment/web");
        assertThat(scene.landed("web", 6)).isEqualTo(Map.of("aws", 3, "scaleway", 3));
    }

    private static int skew(Map<String, Integer> landed) {
        Collection<Integer> counts = landed.values();
        return Collections.max(counts) - (landed.size() < 3 ? 0 : Collections.min(counts));
    }
}
