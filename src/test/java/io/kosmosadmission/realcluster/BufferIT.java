package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The word buffer, by where pods land: an elastic pool that is at zero until the other nodes are full. */
@ExtendWith(RealCluster.class)
class BufferIT {
    private static final String POOL = "k8s.scaleway.com/pool-name";

    /** As the autoscaler's template has it: what the pool declares, and nothing else. */
    private static final Nodes BUFFER = Nodes.named("buffer", 1)
            .labelled("provider", "scaleway")
            .labelled(POOL, "buffer")
            .tainted("{key: buffer, value: \"true\", effect: NoSchedule}");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{buffer: {pool: scaleway/buffer}}", "{spread: {}, buffer: {pool: scaleway/buffer}}"})
    void podsFillTheOtherNodesThenWaitForThePoolsFirstNodeAndRunThere(String placement, Scene scene) {
        scene.nodes(
                Nodes.of("aws").withRoom(2),
                Nodes.of("hetzner", 1).withRoom(2),
                Nodes.of("upcloud", 1).tainted(),
                Nodes.named("unlabelled", 1).withRoom(1));
        scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers:
                - name: scaleway
                  elasticPools:
                  - name: buffer
                    labels: {provider: scaleway, %s: buffer}
                    taints: [{key: buffer, value: "true", effect: NoSchedule}]
                rules:
                - {name: default, match: [{}], placement: %s}
                """.formatted(POOL, placement));
        Pods web = Pods.of(scene, "web");

        scene.applied(Manifests.deployment("web", 9, ""));
        web.awaitWaiting(2);
        scene.nodes(BUFFER);
        assertThat(web.rolledOut(9)).isEqualTo(Map.of("aws", 4, "hetzner", 2, "unlabelled", 1, "scaleway", 2));

        // There is room again, and on the pool's node much more of it.
        scene.ask("delete", "deployment/web", "--cascade=foreground");
        scene.applied(Manifests.deployment("later", 5, ""));
        assertThat(Pods.of(scene, "later").rolledOut(5)).doesNotContainKey("scaleway");
    }
}
