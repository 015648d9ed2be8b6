package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The word onePerProvider, by where pods land. */
@ExtendWith(RealCluster.class)
class OnePerProviderIT {
    private static final Map<String, Integer> ONE_EACH = Map.of("aws", 1, "hetzner", 1, "scaleway", 1);

    private static final Nodes UNLABELLED = Nodes.named("unlabelled", 1).withProcessors(128);

    // With the default surge and what the fewest replicas make of it: none may be missing while one is replaced.
    private static final String SURGE = "  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n";

    @Test
    void oneReplicaLandsOnEachProviderThroughThreeRolloutsAndOneTooManyWaits(Scene scene) {
        serve(scene, "Required");
        Pods edge = Pods.of(scene, "edge");
        scene.applied(edge(3));
        assertThat(edge.rolledOut(3)).isEqualTo(ONE_EACH);

        for (int rollout = 0; rollout < 3; rollout++) {
            scene.ask("set", "env", "deployment/edge", "ROLLOUT=" + rollout);
            assertThat(edge.rolledOut(3)).isEqualTo(ONE_EACH);
        }

        scene.ask("scale", "deployment/edge", "--replicas=4");
        edge.awaitWaiting(1);
        assertThat(edge.nodes()).hasSize(3);
    }

    @Test
    void aDeploymentOfTooManyIsToldBothNumbersWhenItIsApplied(Scene scene) {
        serve(scene, "Required");

        assertThat(scene.apply(edge(5)).stderr())
                .isEqualTo("Warning: deployment \"edge\" asks for 5 replicas, one per provider, but can run on 3 live"
                        + " providers (aws, hetzner, scaleway): 2 will stay Pending\n");

        Pods edge = Pods.of(scene, "edge");
        edge.awaitWaiting(2);
        assertThat(edge.on(UNLABELLED)).isEmpty();
    }

    @Test
    void moreReplicasAreToldWhenTheyAreAppliedAndFoundWhenTheyAreScaled(Scene scene) {
        PackagedServer server = serve(scene, "Required");
        assertThat(scene.apply(edge(3)).stderr()).isEmpty();

        assertThat(scene.apply(edge(4)).stderr())
                .isEqualTo("Warning: deployment \"edge\" asks for 4 replicas, one per provider, but can run on 3 live"
                        + " providers (aws, hetzner, scaleway): 1 will stay Pending\n");
        assertThat(scene.apply(edge(3)).stderr()).isEmpty();

        scene.ask("scale", "deployment/edge", "--replicas=5");
        await("it is found")
                .untilAsserted(() -> assertThat(server.metric("kosmos_admission_findings{check=\"surplus-replicas\"}"))
                        .isEqualTo(1));
    }

    @Test
    void whatIsTooManyForAWishSharesAProvider(Scene scene) {
        serve(scene, "Preferred");

        scene.applied(edge(5));

        assertThat(Pods.of(scene, "edge").rolledOut(5)).containsOnlyKeys("aws", "hetzner", "scaleway", "unlabelled");
    }

    /** The node that must be left alone is the largest. */
    private static PackagedServer serve(Scene scene, String strength) {
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner").tainted(), Nodes.of("scaleway"), UNLABELLED);
        return scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - {name: edge, match: [{}], placement: {onePerProvider: %s, tolerate: [hetzner]}}
                """.formatted(strength));
    }

    private static String edge(int replicas) {
        return Manifests.deployment("edge", replicas, "")
                .replace("spec:\n  replicas", "spec:\n" + SURGE + "  replicas");
    }
}
