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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which nodes can attach, and for which node a volume is to be made, as the scheduler sees it: an unlabelled node with the
 * driver is used, and a node that a claim names holds its pods. Nodes of aws draw every pod.
 */
@ExtendWith(RealCluster.class)
class AttachIT {
    private static final int TIMES = 5;
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;
    private static final String DRIVER = "csi.scaleway.com";
    private static final String ZONE = "topology.csi.scaleway.com/zone";
    private static final String ON_SCALEWAY = "nodeSelector: {provider: scaleway}";

    private static final Nodes AWS = Nodes.of("aws").withProcessors(64);
    private static final Nodes SCALEWAY =
            Nodes.of("scaleway").withProcessors(16).labelled(ZONE, "fr-par-1");
    private static final Nodes FORGOTTEN = Nodes.named("forgotten", 1)
            .withProcessors(4)
            .labelled(ZONE, "fr-par-2")
            .labelled("k8s.scaleway.com/pool-name", "db");

    @Test
    void podsRunOnTheUnlabelledNodeThatAloneReachesTheirVolume(Scene scene) {
        inventory(scene);
        bound(scene, "near", "fr-par-1");
        bound(scene, "far", "fr-par-2");
        scene.follow(RULES);

        assertThat(scene.apply(Manifests.pod("far", with("far", ""))).stderr())
                .contains("Warning: not bound by label provider to where claim far can be attached: forgotten-1 lacks");
        assertThat(scene.apply(Manifests.pod("near", with("near", ""))).stderr())
                .isEmpty();

        assertThat(Pods.of(scene, "far").landed(1)).isEqualTo(Map.of("unlabelled", 1));
        assertThat(Pods.of(scene, "near").landed(1)).isEqualTo(Map.of("scaleway", 1));
    }

    @Test
    void podsThatAskForAnUnlabelledPoolWithTheDriverRunThereAndAreToldOfItsLabel(Scene scene) {
        inventory(scene);
        PackagedServer server = scene.follow(RULES);
        scene.applied(Claims.claim("data", "storageClassName: scw-bssd"));
        await("the server sees the claim").until(() -> server.objects("PersistentVolumeClaim") > 0);

        String pool = "nodeSelector: {k8s.scaleway.com/pool-name: db}";
        String told =
                "Warning: deployment \"db\" reaches its volumes of csi.scaleway.com only from forgotten-1, which has the driver";
        assertThat(scene.apply(Manifests.deployment(
                                "db", 1, with("data", pool).indent(4).strip()))
                        .stderr())
                .contains(told);
        new Provisioner(scene, DRIVER).provision(1);
        assertThat(Pods.of(scene, "db").rolledOut(1)).isEqualTo(Map.of("unlabelled", 1));

        scene.ask("label", "node", "forgotten-1", "provider=scaleway");
        await("the server sees the label")
                .untilAsserted(() -> assertThat(scene.apply(Manifests.pod("again", with("data", pool)))
                                .stderr())
                        .isEmpty());
        assertThat(Pods.of(scene, "again").landed(1)).isEqualTo(Map.of("scaleway", 1));
    }

    @Test
    void podsStayPendingAtTheNodeThatTheirClaimNamesUntilTheAnnotationIsGone(Scene scene) {
        inventory(scene);
        String annotated = Claims.claim("data", "storageClassName: scw-bssd")
                .replace("{name: data}", "{name: data, annotations: {volume.kubernetes.io/selected-node: aws-1}}");
        scene.applied(annotated);
        scene.applied(Manifests.pod("untold", with("data", ON_SCALEWAY)));
        Pods.of(scene, "untold").awaitWaiting(1);
        PackagedServer server = scene.follow(RULES);

        String wayOut = "remove annotation volume.kubernetes.io/selected-node, or it stays Pending";
        assertThat(scene.apply(annotated.replace("name: data", "name: other")).stderr())
                .contains("Warning: claim \"other\" is to be made for node aws-1, ", wayOut);
        assertThat(scene.apply(Manifests.pod("told", with("data", ON_SCALEWAY))).stderr())
                .contains("Warning: claim \"data\" of pod \"told\" is to be made for node aws-1, ", wayOut);
        Pods.of(scene, "told").awaitWaiting(1);
        await("the claims are found")
                .untilAsserted(
                        () -> assertThat(server.metric("kosmos_admission_findings{check=\"selected-node-elsewhere\"}"))
                                .isEqualTo(2));

        scene.ask("delete", "persistentvolumeclaim", "other");
        scene.ask("annotate", "persistentvolumeclaim", "data", "volume.kubernetes.io/selected-node-");
        new Provisioner(scene, DRIVER).provision(1);
        for (String pod : List.of("untold", "told")) {
            assertThat(Pods.of(scene, pod).landed(1)).isEqualTo(Map.of("scaleway", 1));
        }
    }

    /** An apply of both leaves no time between them: what is refused a moment before is looked up again. */
    @Test
    void podsAreNotRefusedForADriverThatTheirNodeHasBySoLittleThatNobodyHasSeenIt(Scene scene) {
        inventory(scene);
        scene.follow(RULES);
        scene.applied(Claims.claim("data", "storageClassName: scw-bssd"));
        String pod = Manifests.pod("db", with("data", "nodeSelector: {k8s.scaleway.com/pool-name: db}"));

        for (int time = 0; time < TIMES; time++) {
            scene.applied(FORGOTTEN.driver(""));
            await("the server has seen that the driver is gone")
                    .untilAsserted(() -> assertThat(scene.kubectlWith(pod, "create", "--dry-run=server", "-f", "-")
                                    .stderr())
                            .contains("[KA101] pod \"db\" runs only on nodes of no known provider"));
            scene.applied(FORGOTTEN.driver(DRIVER) + "---\n" + pod);
            scene.ask("delete", "pod", "db", "--force", "--grace-period=0");
        }
    }

    private static void inventory(Scene scene) {
        scene.nodes(AWS, SCALEWAY, FORGOTTEN);
        scene.given(String.join(
                "---\n",
                AWS.driver("ebs.csi.aws.com"),
                SCALEWAY.driver(DRIVER),
                FORGOTTEN.driver(DRIVER),
                Manifests.storageClass("scw-bssd", DRIVER)));
    }

    /** A claim that the controller has bound to a volume of that zone. */
    private static void bound(Scene scene, String name, String zone) {
        scene.given("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s-%2$s}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  storageClassName: ""
                  csi: {driver: csi.scaleway.com, volumeHandle: %2$s}
                  claimRef: {namespace: %1$s, name: %2$s}
                  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: %3$s, operator: In, values: [%4$s]}]}]}}
                """.formatted(scene.namespace(), name, ZONE, zone));
        scene.applied(Claims.claim(name, "storageClassName: \"\"\n  volumeName: " + scene.namespace() + "-" + name));
        scene.ask("wait", "--for=jsonpath={.status.phase}=Bound", "persistentvolumeclaim/" + name, "--timeout=60s");
    }

    private static String with(String claim, String field) {
        return (field + "\nvolumes: [{name: data, persistentVolumeClaim: {claimName: " + claim + "}}]")
                .indent(2)
                .strip();
    }
}
