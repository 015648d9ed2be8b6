package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claims that are to be made from another claim or from a snapshot of it. */
@ExtendWith(RealCluster.class)
class ClonesIT {
    private static final String KINDS = Installation.path("src/test/resources/crds/snapshots.yaml");
    private static final String SNAPSHOT = """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: nightly}
            spec: {driver: ebs.csi.aws.com, source: {volumeHandle: vol-1}, volumeSnapshotRef: {name: nightly, namespace: %1$s}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: nightly, namespace: %1$s}
            spec: {source: {persistentVolumeClaimName: data}}
            status: {boundVolumeSnapshotContentName: nightly}
            """;
    private static final String FROM_CLAIM = "dataSource: {kind: PersistentVolumeClaim, name: data}";
    private static final String FROM_SNAPSHOT =
            "dataSourceRef: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: nightly}";

    @Test
    void areRefusedElsewhereThanTheirSourceAndAdmittedBesideIt(Scene scene) {
        scene.atTheEnd(() -> scene.plane().ask("delete", "-f", KINDS, "--ignore-not-found"));
        scene.plane().ask("apply", "-f", KINDS);
        scene.plane().ask("wait", "--for=condition=Established", "crd", "--all", "--timeout=180s");
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "---\n"
                + Manifests.storageClass("scw-bssd", "csi.scaleway.com"));
        scene.applied(Manifests.claim(scene.namespace(), "data", "gp3"));
        scene.applied(SNAPSHOT.formatted(scene.namespace()));
        PackagedServer server = scene.follow("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                """);
        await("snapshots are followed")
                .until(() -> server.objects("VolumeSnapshot") == 1 && server.objects("VolumeSnapshotContent") == 1);

        assertThat(refused(scene, FROM_CLAIM))
                .endsWith("copied from claim \"data\", which uses storage class \"gp3\" of aws (ebs.csi.aws.com);"
                        + " use an aws class (gp3)\n");
        assertThat(refused(scene, FROM_SNAPSHOT))
                .endsWith("restored from snapshot \"nightly\" of aws (ebs.csi.aws.com); use an aws class (gp3)\n");
        for (String source : List.of(FROM_CLAIM, FROM_SNAPSHOT)) {
            scene.applied(Claims.claim("copy", "storageClassName: gp3\n  " + source));
            scene.ask("delete", "pvc", "copy");
        }
    }

    private static String refused(Scene scene, String source) {
        Result result = scene.apply(Claims.claim("copy", "storageClassName: scw-bssd\n  " + source));
        assertThat(result.exit()).isOne();
        assertThat(result.stderr())
                .contains("denied the request: [KA106] persistentvolumeclaim \"copy\" uses storage class \"scw-bssd\""
                        + " of scaleway (csi.scaleway.com), but is to be ");
        return result.stderr();
    }
}
