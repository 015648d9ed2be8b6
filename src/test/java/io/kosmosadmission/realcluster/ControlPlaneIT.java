package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.WebhookRegistration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the other tests stand on: the cluster does without us what they then see changed, and it does ask the webhook. */
@ExtendWith(RealCluster.class)
class ControlPlaneIT {

    @Test
    void withoutUsPodsRunOnReadyNodesWhateverTheirProvider(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("scaleway").tainted(), Nodes.unlabelled());

        scene.applied(Manifests.deployment("web", 6, ""));

        assertThat(scene.landed("web", 6)).containsOnlyKeys("aws", "").hasSize(2);
        assertThat(scene.ask("get", "pods", "-o", "jsonpath={.items[*].status.phase}"))
                .isEqualTo("Running Running Running Running Running Running");
    }

    @Test
    void aWebhookThatNobodyServesIsSeen(Scene scene) {
        String nobody = "https://127.0.0.1:" + Ports.free(1);
        try (WebhookRegistration registration =
                WebhookRegistration.unawaited(scene.plane(), scene.namespace(), nobody, new byte[0])) {
            await().untilAsserted(() -> {
                Result result = scene.kubectl("run", "probe", "--image", "app:1", "--dry-run=server");
                assertThat(result.exit()).isOne();
                assertThat(result.stderr()).contains("failed calling webhook", registration.namespace());
            });
        }
        await().untilAsserted(() -> assertThat(
                        scene.kubectl("run", "probe", "--image", "app:1").exit())
                .isZero());
    }
}
