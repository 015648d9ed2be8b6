package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bare pods with words of their own, whose manifests are applied again: most of these lists are replaced as a whole, and the
 * API server refuses a pod that lacks anything of them.
 */
@ExtendWith(RealCluster.class)
class AppliedAgainIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers:
            - name: scaleway
              elasticPools:
              - {name: buffer, labels: {provider: scaleway, pool: buffer}, taints: [{key: buffer, effect: NoSchedule}]}
            boundaries:
            - {name: eu, match: [{podSelector: {matchLabels: {data: eu}}}], providers: {required: [scaleway, hetzner], forbidden: [aws]}}
            rules:
            - {name: apart, match: [{podSelector: {matchLabels: {rule: apart}}}], placement: {onePerProvider: Required, tolerate: ["*"]}}
            - {name: last, match: [{podSelector: {matchLabels: {rule: last}}}], placement: {buffer: {pool: scaleway/buffer}}}
            - {name: near, match: [{podSelector: {matchLabels: {rule: near}}}], placement: {colocate: {podSelector: {matchLabels: {app: db}}}}}
            - {name: default, match: [{}], placement: {spread: {}, tolerate: ["*"], prefer: [hetzner]}}
            """;

    /** What a pod says itself, in the YAML of one line. */
    private static final List<String> WORDS = List.of(
            "tolerations: [{key: own, operator: Exists, effect: NoExecute}]",
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                    + "{matchExpressions: [{key: provider, operator: Exists}]},"
                    + " {matchExpressions: [{key: kubernetes.io/hostname, operator: Exists},"
                    + " {key: disk, operator: DoesNotExist}]}]}}}",
            "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 7,"
                    + " preference: {matchExpressions: [{key: disk, operator: Exists}]}}]}}",
            "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 7, podAffinityTerm:"
                    + " {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}}]}}",
            "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ["
                    + "{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: cache}}}]}}",
            "affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 7, podAffinityTerm:"
                    + " {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}}]}}",
            "topologySpreadConstraints: [{maxSkew: 2, topologyKey: kubernetes.io/hostname, whenUnsatisfiable:"
                    + " DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]",
            "schedulingGates: [{name: example.com/wait}], affinity: {nodeAffinity:"
                    + " {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                    + "{matchExpressions: [{key: kubernetes.io/hostname, operator: Exists}]}]}}}");

    private static String pod(String name, String labels, String image, String words) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: " + name + ", labels: {app: web, " + labels
                + "}}, spec: {containers: [{name: main, image: \"" + image + "\"}], " + words + "}}";
    }

    private static void serve(Scene scene) {
        scene.nodes(Nodes.of("aws").tainted(), Nodes.of("hetzner"), Nodes.of("scaleway"), Nodes.unlabelled());
        Live.installed(scene, RULES).serve();
    }

    @Test
    void anUnchangedManifestIsTakenTwiceAndANewLabelAndImageToo(Scene scene) {
        serve(scene);
        List<String> wrong = new ArrayList<>();
        for (String how : List.of("--server-side=false", "--server-side")) {
            for (String labels : List.of("data: any", "data: eu", "rule: apart", "rule: last", "rule: near")) {
                for (String words : WORDS) {
                    String refused = appliedThrice(scene, how, labels, words);
                    if (!refused.isEmpty()) {
                        wrong.add(how + " " + labels + " " + words + ": " + refused);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void withoutUsTheApiServerRefusesIt(Scene scene) {
        serve(scene);
        String pod = pod("web", "data: eu", "app:1", WORDS.get(0));
        assertThat(apply(scene, "--server-side=false", pod).exit()).isZero();
        assertThat(apply(scene, "--server-side=false", pod).exit()).isZero();

        scene.plane().ask("delete", "mutatingwebhookconfiguration", "zz-kosmos-admission");

        await("nobody puts anything back")
                .until(() ->
                        apply(scene, "--server-side=false", pod).stderr().contains("existing toleration can not be"));
    }

    /** Returns what is wrong; empty where nothing is. */
    private static String appliedThrice(Scene scene, String how, String labels, String words) {
        apply(scene, how, pod("web", labels, "app:1", words));
        if (!words.contains("schedulingGates") && !labels.contains("apart")) {
            await("is on a node")
                    .until(() -> !stored(scene).getString("nodeName", "").isEmpty());
        }
        JsonObject before = stored(scene);
        List<Result> results = List.of(
                apply(scene, how, pod("web", labels, "app:1", words)),
                apply(scene, how, pod("web", labels + ", note: \"1\"", "app:2", words)));
        JsonObject after = stored(scene);
        String image =
                scene.ask("get", "pod", "web", "-o", "jsonpath={.metadata.labels.note} {.spec.containers[0].image}");
        scene.ask("delete", "pod", "web", "--force", "--grace-period=0");
        for (Result result : results) {
            if (result.exit() != 0) {
                return result.stderr();
            }
        }
        boolean kept = Stream.of("affinity", "tolerations", "topologySpreadConstraints")
                .allMatch(
                        field -> String.valueOf(before.getValue(field)).equals(String.valueOf(after.getValue(field))));
        return !image.equals("1 app:2") ? "not changed: " + image : kept ? "" : before + " became " + after;
    }

    private static Result apply(Scene scene, String how, String manifest) {
        return scene.plane().kubectlWith(manifest, "apply", how, "--namespace=" + scene.namespace(), "-f", "-");
    }

    private static JsonObject stored(Scene scene) {
        return new JsonObject(scene.ask("get", "pod", "web", "-o", "json")).getJsonObject("spec");
    }
}
