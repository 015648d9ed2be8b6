package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.objects.StatefulSets;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.Provisioner;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claims in all the ways that they come to be, whichever of claim and pod comes first. Nodes of aws draw every pod. */
@ExtendWith(RealCluster.class)
class ClaimKindsIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;
    private static final String DENIED = "denied the request: ";
    private static final String ON_AWS = "nodeSelector: {provider: aws}";

    private static final String VOLUME = """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: %1$s-%2$s}
            spec:
              accessModes: [ReadWriteOnce]
              capacity: {storage: 1Gi}
              storageClassName: "%3$s"
              csi: {driver: csi.scaleway.com, volumeHandle: %2$s}
            """;

    @Test
    void volumesThatTheControllerBindsTakeTheirPodsHome(Scene scene) {
        inventory(scene);
        String namespace = scene.namespace();
        String reserving = "  claimRef: {namespace: " + namespace + ", name: reserved}\n";
        scene.given(VOLUME.formatted(namespace, "named", "") + "---\n"
                + VOLUME.formatted(namespace, "reserved", "") + reserving + "---\n"
                + VOLUME.formatted(namespace, "now", "now"));
        scene.follow(RULES);

        scene.applied(Claims.claim("named", "storageClassName: \"\"\n  volumeName: " + namespace + "-named"));
        scene.applied(Claims.claim("reserved", "storageClassName: \"\""));
        assertThat(scene.apply(Claims.claim("now", "storageClassName: now")).stderr())
                .contains("Warning: ", "volumeBindingMode Immediate");
        for (String claim : List.of("named", "reserved", "now")) {
            await(claim + " is bound")
                    .until(() -> scene.ask("get", "pvc", claim, "-o", "jsonpath={.status.phase}")
                            .equals("Bound"));
            assertThat(scene.apply(Manifests.pod("wrong", with(claim, ON_AWS, 2)))
                            .stderr())
                    .contains(DENIED + "[KA101] pod \"wrong\" runs only on aws (nodeSelector provider=aws), but its"
                            + " claim \"" + claim + "\" uses volume \"" + namespace + "-" + claim + "\" of scaleway");
            scene.applied(Manifests.deployment("of-" + claim, 1, with(claim, "", 6)));
            assertThat(Pods.of(scene, "of-" + claim).landed(1)).isEqualTo(Map.of("scaleway", 1));
        }
    }

    @Test
    void aClaimThatComesAfterItsPodsIsRefusedWhateverNamesItsVolume(Scene scene) {
        inventory(scene);
        String namespace = scene.namespace();
        scene.given(
                VOLUME.formatted(namespace, "late", "") + "  claimRef: {namespace: " + namespace + ", name: late}\n");
        PackagedServer server = scene.follow(RULES);
        scene.applied(Manifests.deployment("db", 1, with("late", ON_AWS, 6)));
        scene.applied(StatefulSets.with("set", 0, "gp3", ON_AWS));
        Pods.of(scene, "db").awaitWaiting(1);
        await("the server sees the deployment too").until(() -> server.objects("Deployment") > 0);

        String ofVolume = DENIED + "[KA103] persistentvolumeclaim \"late\" uses volume \"" + namespace
                + "-late\" of scaleway (csi.scaleway.com), but deployment \"db\" runs only on aws";
        assertThat(scene.apply(Claims.claim("late", "storageClassName: \"\"\n  volumeName: " + namespace + "-late"))
                        .stderr())
                .contains(ofVolume);
        assertThat(scene.apply(Claims.claim("late", "storageClassName: \"\"")).stderr())
                .contains(ofVolume);
        assertThat(scene.apply(Claims.claim("late", "storageClassName: now")).stderr())
                .contains(ofVolume);
        scene.applied(Claims.claim("unreserved", "storageClassName: now"));
        assertThat(scene.ask("get", "pvc", "-o", "name")).isEqualTo("persistentvolumeclaim/unreserved\n");
    }

    @Test
    void claimsMadeFromTemplatesAreJudgedWithTheirMaker(Scene scene) {
        inventory(scene);
        scene.follow(RULES);

        assertThat(scene.apply(StatefulSets.with("db", 1, "scw-bssd", ON_AWS)).stderr())
                .contains(DENIED + "[KA101] statefulset \"db\" runs only on aws (nodeSelector provider=aws)");
        assertThat(scene.apply(Manifests.deployment("scratch", 1, ephemeral(ON_AWS, 6)))
                        .stderr())
                .contains(DENIED + "[KA101] deployment \"scratch\" runs only on aws (nodeSelector provider=aws)");
        assertThat(scene.apply(Manifests.pod("alone", ephemeral(ON_AWS, 2))).stderr())
                .contains(DENIED + "[KA101] pod \"alone\" runs only on aws (nodeSelector provider=aws)");

        scene.applied(StatefulSets.with("db", 2, "scw-bssd", ""));
        scene.applied(Manifests.deployment("scratch", 1, ephemeral("", 6)));
        scene.applied(Manifests.pod("alone", ephemeral("", 2)));
        new Provisioner(scene, "csi.scaleway.com").provision(4);
        assertThat(Pods.of(scene, "db").landed(2)).isEqualTo(Map.of("scaleway", 2));
        assertThat(Pods.of(scene, "scratch").landed(1)).isEqualTo(Map.of("scaleway", 1));
        assertThat(Pods.of(scene, "alone").landed(1)).isEqualTo(Map.of("scaleway", 1));
    }

    private static void inventory(Scene scene) {
        scene.nodes(Nodes.of("aws").withProcessors(64), Nodes.of("scaleway").withProcessors(4));
        scene.given(String.join(
                "---\n",
                Manifests.storageClass("gp3", "ebs.csi.aws.com"),
                Manifests.storageClass("scw-bssd", "csi.scaleway.com"),
                Manifests.storageClass("now", "csi.scaleway.com").replace("WaitForFirstConsumer", "Immediate")));
    }

    private static String with(String claim, String field, int indent) {
        return (field + "\nvolumes: [{name: data, persistentVolumeClaim: {claimName: " + claim + "}}]")
                .indent(indent)
                .strip();
    }

    private static String ephemeral(String field, int indent) {
        return (field + "\n" + """
                volumes:
                - name: data
                  ephemeral:
                    volumeClaimTemplate:
                      spec:
                        accessModes: [ReadWriteOnce]
                        storageClassName: scw-bssd
                        resources: {requests: {storage: 1Gi}}
                """).indent(indent).strip();
    }
}
