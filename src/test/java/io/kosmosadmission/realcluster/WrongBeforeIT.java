package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.objects.StatefulSets;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.Provisioner;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What was there before us and would be refused today runs, though its volumes are said to be elsewhere: it goes on running
 * through rollouts, drains and changes of every kind.
 */
@ExtendWith(RealCluster.class)
class WrongBeforeIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;

    private static final String ONLY_ON_SCALEWAY =
            " runs only on scaleway (nodeSelector provider=scaleway), but its claim ";
    private static final String OF_AWS = " of aws (ebs.csi.aws.com)";

    @Test
    void aDeploymentThatRecreatesItsPodsGetsThemAgain(Scene scene) {
        String deployment = Manifests.deployment("db", 1, """
                        nodeSelector: {provider: scaleway}
                        volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]""".indent(6).strip())
                .replace("spec:\n  replicas", "spec:\n  strategy: {type: Recreate}\n  replicas");
        wrong(scene, Manifests.claim(scene.namespace(), "data", "gp3") + "---\n" + deployment);
        Pods pods = Pods.of(scene, "db");
        assertThat(pods.landed(1)).isEqualTo(Map.of("scaleway", 1));
        PackagedServer server = scene.follow(RULES);

        assertThat(applied(scene, next(deployment)))
                .contains("Warning: [KA101] deployment \"db\"" + ONLY_ON_SCALEWAY, OF_AWS);
        assertThat(pods.rolledOut(1)).isEqualTo(Map.of("scaleway", 1));
        assertThat(scene.ask("get", "pods", "-o", "jsonpath={.items[*].spec.containers[0].image}"))
                .isEqualTo("app:2");

        scene.ask("scale", "deployment", "db", "--replicas=2");
        assertThat(pods.rolledOut(2)).isEqualTo(Map.of("scaleway", 2));
        drain(scene, pods);
        assertThat(pods.rolledOut(2)).isEqualTo(Map.of("scaleway", 2));

        whatTouchesNoPlacementIsNotHindered(scene);
        nothingWasDenied(server);
    }

    private static void whatTouchesNoPlacementIsNotHindered(Scene scene) {
        for (String object : List.of("deployment/db", "persistentvolumeclaim/data")) {
            scene.ask("label", object, "team=a");
            scene.ask("annotate", object, "note=later");
            scene.ask("patch", object, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":[\"example.com/kept\"]}}");
        }
        scene.ask(
                "patch",
                "persistentvolumeclaim/data",
                "-p",
                "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"2Gi\"}}}}");
        scene.ask(
                "patch",
                "deployment/db",
                "--subresource=status",
                "-p",
                "{\"status\":{\"conditions\":[{\"type\":\"Seen\",\"status\":\"True\"}]}}");
        scene.ask("delete", "deployment/db", "persistentvolumeclaim/data", "--wait=false");
        for (String object : List.of("deployment/db", "persistentvolumeclaim/data")) {
            scene.ask("patch", object, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
        }
        await("both are gone")
                .until(() -> scene.ask("get", "deployments,persistentvolumeclaims", "-o", "name")
                        .isEmpty());
    }

    @Test
    void aStatefulSetGetsItsPodsAndClaimsAgainAndItsNamespaceCanGo(Scene scene) {
        String set = StatefulSets.with("db", 1, "gp3", "nodeSelector: {provider: scaleway}");
        Provisioner provisioner = wrong(scene, set);
        Pods pods = Pods.of(scene, "db");
        assertThat(pods.landed(1)).isEqualTo(Map.of("scaleway", 1));
        PackagedServer server = scene.follow(RULES);

        assertThat(applied(scene, next(set).replace("replicas: 1", "replicas: 2")))
                .contains("Warning: [KA101] statefulset \"db\"" + ONLY_ON_SCALEWAY, OF_AWS);
        provisioner.provision(2);
        scene.ask("rollout", "status", "statefulset/db", "--timeout=180s");
        assertThat(pods.landed(2)).isEqualTo(Map.of("scaleway", 2));
        assertThat(scene.ask("get", "pods", "-o", "jsonpath={.items[*].spec.containers[0].image}"))
                .isEqualTo("app:2 app:2");
        drain(scene, pods);
        assertThat(pods.landed(2)).isEqualTo(Map.of("scaleway", 2));

        scene.ask("delete", "namespace", scene.namespace(), "--timeout=180s");
        nothingWasDenied(server);
        scene.given("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(scene.namespace()));
    }

    /** Applied while nobody asks us, and running. */
    private static Provisioner wrong(Scene scene, String manifests) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway"));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "allowVolumeExpansion: true\n");
        scene.applied(manifests);
        Provisioner provisioner = new Provisioner(scene, "ebs.csi.aws.com");
        provisioner.provision(1);
        return provisioner;
    }

    /** Evicts all that runs on the node of the first pod, as before the node's maintenance. */
    private static void drain(Scene scene, Pods pods) {
        String node = pods.nodes().get(0);
        scene.plane().ask("drain", node, "--force", "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=180s");
        await("others take them")
                .until(() -> pods.nodes().size() == 2 && !pods.nodes().contains(node));
    }

    /** Of what is applied: another image, and a label, so that more has changed than we overlook. */
    private static String next(String manifest) {
        return manifest.replace("app:1", "app:2").replace("{labels: {app: db}}", "{labels: {app: db, release: b}}");
    }

    private static String applied(Scene scene, String manifests) {
        Result result = scene.apply(manifests);
        assertThat(result.exit()).as(result.stderr()).isZero();
        return result.stderr();
    }

    private static void nothingWasDenied(PackagedServer server) {
        assertThat(server.metrics())
                .contains("kosmos_admission_reviews_total{")
                .doesNotContain("decision=\"denied\"")
                .doesNotContain("decision=\"error\"");
    }
}
