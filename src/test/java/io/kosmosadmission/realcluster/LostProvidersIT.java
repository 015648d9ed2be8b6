package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider is lost: what replaces its pods runs on the others, however strictly they are spread. */
@ExtendWith(RealCluster.class)
class LostProvidersIT {
    private static final Nodes AWS = Nodes.of("aws");
    private static final Nodes HETZNER = Nodes.of("hetzner");
    private static final Nodes SCALEWAY = Nodes.of("scaleway", 3);
    private static final Map<String, Integer> EVENLY = Map.of("aws", 2, "hetzner", 2, "scaleway", 2);
    private static final Map<String, Integer> WITHOUT_HETZNER = Map.of("aws", 3, "scaleway", 3);

    @Test
    void whenItsNodesAreDeletedTheOthersTakeItsShare(Scene scene) {
        spread(scene);

        scene.plane().ask(command("delete", "node", HETZNER.names()));
        for (String app : List.of("hard", "soft")) {
            scene.ask(command("delete", "pod", Pods.of(scene, app).on(HETZNER), "--force", "--grace-period=0"));
            assertThat(Pods.of(scene, app).rolledOut(6)).isEqualTo(WITHOUT_HETZNER);
        }
    }

    @Test
    void whileItsPodsAreStuckTerminatingOnDeadNodesTheOthersTakeItsShare(Scene scene) {
        spread(scene);
        scene.withoutKubelets();
        for (String node : HETZNER.names()) {
            scene.plane().ask("patch", "node", node, "--subresource=status", "-p", """
                            {"status": {"conditions": [{"type": "Ready", "status": "Unknown", "reason": "NodeStatusUnknown"}]}}""");
        }
        await("the control plane has seen it")
                .until(() -> taints(scene)
                        .equals(List.of(
                                "node.kubernetes.io/unreachable NoExecute node.kubernetes.io/unreachable NoSchedule",
                                "node.kubernetes.io/unreachable NoExecute node.kubernetes.io/unreachable NoSchedule")));

        for (String app : List.of("hard", "soft")) {
            List<String> stuck = Pods.of(scene, app).on(HETZNER);
            scene.ask(command("delete", "pod", stuck, "--wait=false"));
            assertThat(Pods.of(scene, app).landed(6)).isEqualTo(WITHOUT_HETZNER);
            assertThat(scene.ask("get", "pods", "-o", "name")).contains(stuck);
        }
    }

    private static void spread(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY, Nodes.of("upcloud", 1).tainted(), Nodes.named("unlabelled", 1));
        scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - name: hard
                  match: [{podSelector: {matchLabels: {app: hard}}}]
                  placement: {spread: {whenUnsatisfiable: DoNotSchedule}}
                - {name: default, match: [{}], placement: {spread: {}}}
                """);
        for (String app : List.of("hard", "soft")) {
            scene.applied(Manifests.deployment(app, 6, ""));
            assertThat(Pods.of(scene, app).rolledOut(6)).isEqualTo(EVENLY);
        }
    }

    private static List<String> taints(Scene scene) {
        return Json.items(scene.plane().ask("get", "nodes", "-l", "provider=hetzner", "-o", "json")).stream()
                .map(node -> String.join(
                        " ",
                        Json.objects(node.getJsonObject("spec").getJsonArray("taints")).stream()
                                .map(taint -> taint.getString("key") + " " + taint.getString("effect"))
                                .sorted()
                                .toList()))
                .toList();
    }

    private static String[] command(String verb, String kind, List<String> names, String... options) {
        List<String> command = new ArrayList<>(List.of(verb, kind));
        command.addAll(names);
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }
}
