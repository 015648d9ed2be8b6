package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.Provisioner;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claims whose class changes: by the controller, when a default appears, or by a user who makes them anew. */
@ExtendWith(RealCluster.class)
class ChangedClaimsIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;
    private static final String WITH_DATA = "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]";

    @Test
    void theControllerMayGiveAClaimTheNewDefaultClassAndTheConflictIsCounted(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        PackagedServer server = scene.follow(RULES);
        scene.applied(Claims.claim("data", ""));
        scene.applied(Manifests.deployment(
                "db",
                1,
                "nodeSelector: {provider: scaleway}\n" + WITH_DATA.indent(6).stripTrailing()));

        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com")
                .replace(
                        "metadata: {",
                        "metadata: {annotations: {storageclass.kubernetes.io/is-default-class: \"true\"}, "));

        await("the controller gives the default class")
                .until(() -> scene.ask("get", "pvc", "data", "-o", "jsonpath={.spec.storageClassName}")
                        .equals("gp3"));
        assertThat(server.metrics()).doesNotContain("decision=\"denied\"");
        await("the conflict is counted")
                .until(() -> server.metric("kosmos_admission_findings{check=\"storage-conflict\"}") == 1);
    }

    @Test
    void aClaimMadeAnewElsewhereIsAdmittedAndTakesTheNextPodsThere(Scene scene) {
        scene.nodes(Nodes.of("aws").withProcessors(64), Nodes.of("scaleway").withProcessors(4));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "---\n"
                + Manifests.storageClass("scw-bssd", "csi.scaleway.com"));
        PackagedServer server = scene.follow(RULES);
        scene.applied(Manifests.claim(scene.namespace(), "data", "gp3"));
        scene.applied(Manifests.deployment("db", 2, WITH_DATA));
        new Provisioner(scene, "ebs.csi.aws.com").provision(1);
        assertThat(Pods.of(scene, "db").landed(2)).isEqualTo(Map.of("aws", 2));

        scene.ask("delete", "pvc", "data", "--wait=false");
        scene.ask("delete", "pods", "-l", "app=db");
        await("the claim is gone")
                .until(() -> scene.ask("get", "pvc", "-o", "name").isEmpty());
        scene.plane().ask("delete", "pv", scene.namespace() + "-data");
        Pods.of(scene, "db").awaitWaiting(2);
        scene.applied(Manifests.claim(scene.namespace(), "data", "scw-bssd"));

        scene.ask("delete", "pods", "-l", "app=db");
        new Provisioner(scene, "csi.scaleway.com").provision(1);
        assertThat(Pods.of(scene, "db").landed(2)).isEqualTo(Map.of("scaleway", 2));
        assertThat(server.metrics()).doesNotContain("decision=\"denied\"");
    }
}
