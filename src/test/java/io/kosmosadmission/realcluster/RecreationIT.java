package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we add can be created again from what the API server stored, as backups and {@code kubectl replace --force} do it. */
@ExtendWith(RealCluster.class)
class RecreationIT {
    private static void serve(Scene scene, String placement) {
        scene.nodes(Nodes.of("aws").tainted(), Nodes.of("hetzner"), Nodes.of("scaleway"), Nodes.unlabelled());
        scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers:
                - name: scaleway
                  elasticPools:
                  - {name: buffer, labels: {provider: scaleway, pool: buffer}, taints: [{key: buffer, effect: NoSchedule}]}
                boundaries:
                - {name: eu, match: [{podSelector: {matchLabels: {data: eu}}}], providers: {required: [scaleway, hetzner]}}
                rules:
                - {name: default, match: [{}], placement: %s}
                """.formatted(placement));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a soft spread                     | {spread: {}}
        a soft spread without affinity    | {spread: {antiAffinityWeight: 0}}
        a hard spread that tolerates      | {spread: {whenUnsatisfiable: DoNotSchedule}, tolerate: ["*"]}
        one per provider                  | {onePerProvider: Required}
        one per provider if possible      | {onePerProvider: Preferred, spread: {}}
        drawn to its group                | {colocate: {}}
        drawn to others                   | {colocate: {podSelector: {matchLabels: {app: db}}}}
        preferences                       | {prefer: [hetzner, scaleway]}
        a buffer                          | {spread: {}, buffer: {pool: scaleway/buffer}}
        a group by the rule's labels      | {spread: {labelKeys: [data]}, onePerProvider: {mode: Preferred, labelKeys: [data]}}
        """)
    void aPodIsReplacedByItsOwnExport(String sentence, String placement, Scene scene) {
        serve(scene, placement);
        scene.applied("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web, labels: {app: web, data: eu}}
                spec: {containers: [{name: main, image: "app:1"}]}
                """);
        String before = spec(scene, "web");

        Result replaced = scene.plane()
                .kubectlWith(scene.ask("get", "pod", "web", "-o", "yaml"), "replace", "--force", "-f", "-");

        assertThat(replaced.stderr() + replaced.stdout()).contains("pod/web replaced");
        assertThat(spec(scene, "web")).isEqualTo(before);
    }

    /** The pod of a Deployment, restored by a backup without the ReplicaSet that made it, on whichever node it fits now. */
    @Test
    void aDeploymentsPodIsRestoredWithoutItsReplicaSet(Scene scene) {
        serve(scene, "{spread: {}, tolerate: [aws]}");
        scene.applied(Manifests.deployment("web", 3, ""));
        assertThat(Pods.of(scene, "web").rolledOut(3)).hasSize(3);
        JsonObject pod = Json.items(scene.ask("get", "pods", "-l", "app=web", "-o", "json"))
                .get(0);
        scene.ask("delete", "deployment/web", "--cascade=foreground");

        Result restored = scene.apply(Json.export(pod).encode());

        assertThat(restored.exit()).as(restored.stderr()).isZero();
        assertThat(Pods.of(scene, "web").landed(1)).hasSize(1);
    }

    /** Without what the API server and the scheduler choose. */
    private static String spec(Scene scene, String pod) {
        JsonObject spec = new JsonObject(scene.ask("get", "pod", pod, "-o", "json")).getJsonObject("spec");
        spec.remove("nodeName");
        spec.remove("volumes");
        spec.remove("containers");
        return spec.encode();
    }
}
