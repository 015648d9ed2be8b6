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

/**
 * Volumes that somebody made by hand, which the real controller and scheduler bind, keep or leave. What is refused here was
 * tried before there was a webhook, and really waited.
 */
@ExtendWith(RealCluster.class)
class StaticVolumesIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            """;
    private static final String DENIED = "denied the request: ";
    private static final String ZONE = "topology.kubernetes.io/zone";

    /** Its name, its class, its labels, its source, and one more field of its spec. */
    private static final String VOLUME = """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: %s, labels: {%s}}
            spec:
              accessModes: [ReadWriteOnce]
              capacity: {storage: 1Gi}
              storageClassName: %s
              %s
              %s
            """;

    private static final String HOST_PATH = "hostPath: {path: /volume}";
    private static final String OF_AWS = "csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}";

    @Test
    void anAvailableVolumeIsBoundBeforeTheClassHasOneMade(Scene scene) {
        scene.nodes(Nodes.of("aws").withProcessors(64), Nodes.of("scaleway").withProcessors(4));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "---\n"
                + Manifests.storageClass("chosen", "ebs.csi.aws.com"));
        scene.applied(Claims.claim("made", "storageClassName: gp3"));
        scene.applied(Manifests.deployment("before", 1, with("made", "scaleway")));
        await("the class's provisioner is asked, which can't attach there")
                .until(() -> scene.ask("get", "pvc", "made", "-o", "jsonpath={.metadata.annotations}")
                        .contains("\"volume.kubernetes.io/selected-node\":\"scaleway-"));
        String namespace = scene.namespace();
        PackagedServer server = scene.follow(RULES);
        assertThat(scene.apply(Manifests.deployment("refused", 1, with("made", "scaleway")))
                        .stderr())
                .contains(DENIED + "[KA101] deployment \"refused\" runs only on scaleway");

        scene.given(VOLUME.formatted(namespace + "-nfs", "", "gp3", HOST_PATH, "") + "---\n"
                + VOLUME.formatted(
                        namespace + "-local", "volume: db", "chosen", HOST_PATH, affinity("provider", "scaleway")));
        await("the server sees the volumes").until(() -> server.objects("PersistentVolume") == 2);
        scene.applied(Claims.claim("found", "storageClassName: gp3"));
        scene.applied(Manifests.deployment("db", 1, with("found", "scaleway")));
        assertThat(Pods.of(scene, "db").landed(1)).isEqualTo(Map.of("scaleway", 1));
        assertThat(volumeOf(scene, "found")).isEqualTo(namespace + "-nfs");
        scene.applied(Claims.claim("chosen", "storageClassName: chosen\n  selector: {matchLabels: {volume: db}}"));
        scene.applied(Manifests.deployment("chosen", 1, with("chosen", "scaleway")));
        assertThat(Pods.of(scene, "chosen").landed(1)).isEqualTo(Map.of("scaleway", 1));
        assertThat(volumeOf(scene, "chosen")).isEqualTo(namespace + "-local");
        assertThat(Pods.of(scene, "before").nodes()).isEmpty();
    }

    @Test
    void aVolumeOfAClaimThatIsGoneIsNotTheNewOnes(Scene scene) {
        scene.nodes(Nodes.of("aws").withProcessors(64), Nodes.of("scaleway").withProcessors(4));
        String volume = scene.namespace() + "-failed";
        scene.given(Manifests.storageClass("scw-bssd", "csi.scaleway.com") + "---\n"
                + VOLUME.formatted(volume, "", "kept", HOST_PATH, affinity("provider", "aws"))
                + "  persistentVolumeReclaimPolicy: Delete\n");
        scene.applied(Claims.claim("data", "storageClassName: kept"));
        await("bound").until(() -> volumeOf(scene, "data").equals(volume));
        scene.ask("delete", "pvc", "data");
        await("nobody can delete such a volume")
                .until(() -> scene.ask("get", "pv", volume, "-o", "jsonpath={.status.phase}{.spec.claimRef.name}")
                        .equals("Faileddata"));

        scene.follow(RULES);
        scene.applied(Claims.claim("data", "storageClassName: scw-bssd"));
        scene.applied(Manifests.deployment("db", 1, with("data", "scaleway")));
        scene.applied(Manifests.deployment("follows", 1, volumes("data")));
        new Provisioner(scene, "csi.scaleway.com").provision(1);
        assertThat(Pods.of(scene, "db").landed(1)).isEqualTo(Map.of("scaleway", 1));
        assertThat(Pods.of(scene, "follows").landed(1)).isEqualTo(Map.of("scaleway", 1));
    }

    @Test
    void theZoneOfAVolumeSaysWhichProviderOfItsPlatformIsItsHome(Scene scene) {
        scene.nodes(
                Nodes.of("aws-eu").withProcessors(64).labelled(ZONE, "eu-west-1a"),
                Nodes.of("aws-us").withProcessors(4).labelled(ZONE, "us-east-1a"),
                Nodes.of("scaleway").labelled(ZONE, "fr-par-1"));
        String volume = scene.namespace() + "-us";
        scene.given(VOLUME.formatted(volume, "", "\"\"", OF_AWS, affinity(ZONE, "us-east-1a")));
        scene.applied(Claims.claim("data", "storageClassName: \"\"\n  volumeName: " + volume));
        await("bound")
                .until(() -> scene.ask("get", "pvc", "data", "-o", "jsonpath={.status.phase}")
                        .equals("Bound"));
        scene.applied(Manifests.deployment("before", 1, with("data", "aws-eu")));
        Pods.of(scene, "before").awaitWaiting(1);

        scene.follow(RULES + "providers: [{name: aws-eu, platform: aws}, {name: aws-us, platform: aws}]\n");
        assertThat(scene.apply(Manifests.deployment("refused", 1, with("data", "aws-eu")))
                        .stderr())
                .contains(DENIED
                        + "[KA101] deployment \"refused\" runs only on aws-eu (nodeSelector provider=aws-eu), but"
                        + " its claim \"data\" uses volume \"" + volume
                        + "\" of aws-us (ebs.csi.aws.com, its node affinity)");
        scene.applied(Manifests.deployment("there", 1, with("data", "aws-us")));
        scene.applied(Manifests.deployment("follows", 1, volumes("data")));
        assertThat(Pods.of(scene, "there").landed(1)).isEqualTo(Map.of("aws-us", 1));
        assertThat(Pods.of(scene, "follows").landed(1)).isEqualTo(Map.of("aws-us", 1));
        Pods.of(scene, "before").awaitWaiting(1);
    }

    private static String affinity(String key, String value) {
        return "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: " + key
                + ", operator: In, values: [" + value + "]}]}]}}";
    }

    private static String volumeOf(Scene scene, String claim) {
        return scene.ask("get", "pvc", claim, "-o", "jsonpath={.spec.volumeName}");
    }

    private static String with(String claim, String provider) {
        return ("nodeSelector: {provider: " + provider + "}\n" + volumes(claim))
                .indent(6)
                .strip();
    }

    private static String volumes(String claim) {
        return "volumes: [{name: data, persistentVolumeClaim: {claimName: " + claim + "}}]";
    }
}
