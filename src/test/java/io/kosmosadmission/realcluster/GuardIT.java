package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that are kept by a taint, users who write tolerations themselves, and what ran before the guard came. */
@ExtendWith(RealCluster.class)
class GuardIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - {name: burst, match: [{podSelector: {matchLabels: {app: burst}}}], placement: {tolerate: [aws]}}
            - {name: default, match: [{}], placement: {spread: {}}}
            guard: {mode: %s, allow: [{podSelector: {matchLabels: {app: agent}}}]}
            """;
    private static final String KEYLESS = "tolerations: [{operator: Exists}]";
    private static final String AWS = "tolerations: [{key: provider, operator: Equal, value: aws, effect: NoSchedule}]";
    private static final String DENIED = "[KA301] ";

    @Test
    void whoToleratesWithoutAGrantIsRefusedAndNobodyElse(Scene scene) {
        live(scene, "Enforce");

        refused(scene.apply(Manifests.pod("keyless", KEYLESS)), "pod \"keyless\"");
        refused(scene.apply(Manifests.deployment("web", 2, KEYLESS)), "deployment \"web\"");
        refused(scene.apply(Manifests.pod("named", "nodeName: aws-1")), "pod \"named\"");

        scene.applied(Manifests.pod("agent", KEYLESS + "\n  nodeSelector: {provider: aws}"));
        scene.applied(Manifests.deployment("burst", 2, "nodeSelector: {provider: aws}"));
        assertThat(Pods.of(scene, "agent").landed(1)).isEqualTo(Map.of("aws", 1));
        assertThat(Pods.of(scene, "burst").rolledOut(2)).isEqualTo(Map.of("aws", 2));
        assertThat(scene.ask("get", "events", "-o", "jsonpath={.items[*].message}"))
                .doesNotContain(DENIED);
    }

    @Test
    void aRunningPodGetsNoTolerationMoreAndRunsOn(Scene scene) {
        live(scene, "Enforce");
        scene.applied(Manifests.pod("web", ""));
        assertThat(Pods.of(scene, "web").landed(1)).isEqualTo(Map.of("scaleway", 1));
        String before = state(scene, "web");

        refused(tolerating(scene, "web", "{\"key\":\"provider\",\"value\":\"aws\"}"), "pod \"web\"");
        refused(tolerating(scene, "web", "{\"operator\":\"Exists\"}"), "pod \"web\"");
        assertThat(state(scene, "web")).isEqualTo(before);

        assertThat(tolerating(scene, "web", "{\"key\":\"disk\",\"operator\":\"Exists\"}")
                        .exit())
                .isZero();
        scene.ask("label", "pod", "web", "team=a");
        assertThat(state(scene, "web")).isEqualTo(before);
    }

    /** The guard comes later: old Deployments and pods run on, roll out, and get their pods back. */
    @Test
    void whatRanBeforeIsNotStopped(Scene scene) {
        Live live = live(scene, "Disabled");
        String old = Manifests.deployment("old", 2, AWS + "\n      nodeSelector: {provider: aws}");
        scene.applied(old);
        scene.applied(Manifests.pod("bare", AWS + "\n  nodeSelector: {provider: aws}"));
        assertThat(Pods.of(scene, "old").rolledOut(2)).isEqualTo(Map.of("aws", 2));
        assertThat(Pods.of(scene, "bare").landed(1)).isEqualTo(Map.of("aws", 1));
        String bare = state(scene, "bare");
        live.installed().rules(RULES.formatted("Enforce"));
        await("the guard is on").until(() -> dryRun(scene).contains(DENIED));

        scene.ask("delete", "pods", "-l", "app=old", "--wait=false");
        assertThat(Pods.of(scene, "old").rolledOut(2)).as("after a drain").isEqualTo(Map.of("aws", 2));
        String next = old.replace("labels: {app: old}", "labels: {app: old, version: two}");
        assertThat(scene.apply(next))
                .satisfies(rollout -> assertThat(rollout.exit()).isZero())
                .satisfies(rollout -> assertThat(rollout.stderr()).contains("Warning: [KA301] deployment \"old\""));
        assertThat(Pods.of(scene, "old").rolledOut(2)).isEqualTo(Map.of("aws", 2));
        scene.ask("scale", "deployment", "old", "--replicas=3");
        assertThat(Pods.of(scene, "old").rolledOut(3)).isEqualTo(Map.of("aws", 3));

        scene.ask("set", "image", "pod/bare", "main=app:2");
        scene.ask("label", "pod", "bare", "team=a");
        assertThat(tolerating(scene, "bare", "{\"key\":\"disk\",\"operator\":\"Exists\"}"))
                .satisfies(kept -> assertThat(kept.exit()).isZero())
                .satisfies(kept -> assertThat(kept.stderr()).contains("Warning: [KA301] pod \"bare\""));
        assertThat(state(scene, "bare")).isEqualTo(bare);
        refused(scene.apply(old.replace(AWS, KEYLESS).replace("name: old", "name: other")), "deployment \"other\"");
    }

    /** Nobody asks about a ReplicaSet of a Deployment; but its pods are asked about. */
    @Test
    void aReplicaSetThatClaimsADeploymentGetsNoPods(Scene scene) {
        live(scene, "Enforce");
        scene.applied(Manifests.deployment("plain", 1, ""));
        assertThat(Pods.of(scene, "plain").rolledOut(1)).isEqualTo(Map.of("scaleway", 1));
        String uid = scene.ask("get", "deployment", "plain", "-o", "jsonpath={.metadata.uid}");
        scene.applied(Manifests.deployment("forged", 1, KEYLESS)
                .replace("kind: Deployment", "kind: ReplicaSet")
                .replace(
                        "metadata: {name: forged}",
                        "metadata: {name: forged, labels: {app: plain}, ownerReferences: [{apiVersion: apps/v1, kind:"
                                + " Deployment, name: plain, uid: " + uid + ", controller: true}]}"));

        await("its pods are refused")
                .until(() -> scene.ask(
                                "get",
                                "events",
                                "--field-selector=reason=FailedCreate",
                                "-o",
                                "jsonpath={.items[*].message}")
                        .contains("[KA301] pod"));
        assertThat(scene.ask("get", "pods", "-l", "app=forged", "-o", "name")).isEmpty();
    }

    private static Live live(Scene scene, String mode) {
        scene.nodes(Nodes.of("aws").tainted(), Nodes.of("scaleway"));
        Live live = Live.installed(scene, RULES.formatted(mode));
        live.serve();
        return live;
    }

    private static void refused(Result result, String who) {
        assertThat(result.exit()).isNotZero();
        assertThat(result.stderr()).contains(DENIED + who, "provider=aws:NoSchedule of aws, which nothing grants it");
    }

    /** Adds a toleration to those of a running pod. */
    private static Result tolerating(Scene scene, String pod, String toleration) {
        return scene.kubectl(
                "patch",
                "pod",
                pod,
                "--type=json",
                "-p",
                "[{\"op\":\"add\",\"path\":\"/spec/tolerations/-\",\"value\":" + toleration + "}]");
    }

    private static String dryRun(Scene scene) {
        return scene.plane()
                .kubectlWith(
                        Manifests.pod("probe", KEYLESS),
                        "create",
                        "--dry-run=server",
                        "-f",
                        "-",
                        "--namespace=" + scene.namespace())
                .stderr();
    }

    /** What must not change of a pod that runs: it is the same one, on the same node, and Running. */
    private static String state(Scene scene, String pod) {
        await(pod + " runs")
                .until(() -> scene.ask("get", "pod", pod, "-o", "jsonpath={.status.phase}")
                        .equals("Running"));
        return scene.ask("get", "pod", pod, "-o", "jsonpath={.metadata.uid} {.spec.nodeName} {.status.phase}");
    }
}
