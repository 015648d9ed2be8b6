package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The words colocate and prefer, by where pods land. */
@ExtendWith(RealCluster.class)
class NearnessIT {
    private static final String WEB_WITH_DB = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - name: web
              match: [{podSelector: {matchLabels: {app: web}}}]
              placement: {colocate: {podSelector: {matchLabels: {app: db}}, mode: %s}}
            """;

    private static final String ON_HETZNER = "nodeSelector: {provider: hetzner}";

    // Where scores draw pods that nothing else draws.
    private static final Nodes AWS = Nodes.of("aws", 3).withProcessors(64);
    private static final Nodes HETZNER = Nodes.of("hetzner");
    private static final Nodes SCALEWAY = Nodes.of("scaleway");
    private static final Nodes UNLABELLED = Nodes.named("unlabelled", 1).withProcessors(64);

    @Test
    void requiredColocationWaitsForTheOtherPodsAndStaysWithThemThroughARollout(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY.tainted(), UNLABELLED);
        scene.follow(WEB_WITH_DB.formatted("Required"));
        Pods web = Pods.of(scene, "web");
        scene.applied(Manifests.deployment("web", 6, ""));
        web.awaitWaiting(6);

        scene.applied(Manifests.deployment("db", 1, ON_HETZNER));
        assertThat(web.rolledOut(6)).isEqualTo(Map.of("hetzner", 6));

        scene.ask("rollout", "restart", "deployment/web");
        assertThat(web.rolledOut(6)).isEqualTo(Map.of("hetzner", 6));
    }

    @Test
    void preferredColocationFillsTheProviderOfTheOtherPodsAndThenGoesElsewhere(Scene scene) {
        scene.nodes(AWS, HETZNER.withRoom(3), SCALEWAY.tainted(), UNLABELLED);
        scene.follow(WEB_WITH_DB.formatted("Preferred"));
        scene.applied(Manifests.deployment("db", 1, ON_HETZNER));
        assertThat(Pods.of(scene, "db").rolledOut(1)).isEqualTo(Map.of("hetzner", 1));

        Pods web = Pods.of(scene, "web");
        scene.applied(Manifests.deployment("web", 5, ""));
        assertThat(web.rolledOut(5)).isEqualTo(Map.of("hetzner", 5));

        scene.ask("scale", "deployment/web", "--replicas=7");
        assertThat(web.rolledOut(7)).containsEntry("hetzner", 5).doesNotContainKey("scaleway");
    }

    @Test
    void podsGoToTheBestProviderFirstAndToTheNextWhenItsNodesAreFull(Scene scene) {
        scene.nodes(AWS, HETZNER.withRoom(1), SCALEWAY.tainted().withRoom(1), UNLABELLED);
        scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - {name: default, match: [{}], placement: {prefer: [hetzner, scaleway], tolerate: [scaleway]}}
                """);
        Pods web = Pods.of(scene, "web");

        scene.applied(Manifests.deployment("web", 2, ""));
        assertThat(web.rolledOut(2)).isEqualTo(Map.of("hetzner", 2));
        scene.ask("scale", "deployment/web", "--replicas=4");
        assertThat(web.rolledOut(4)).isEqualTo(Map.of("hetzner", 2, "scaleway", 2));
        scene.ask("scale", "deployment/web", "--replicas=5");
        assertThat(web.rolledOut(5)).containsEntry("hetzner", 2).containsEntry("scaleway", 2);
    }
}
