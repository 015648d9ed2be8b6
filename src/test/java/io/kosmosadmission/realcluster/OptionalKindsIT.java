package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterContents;
import io.kosmosadmission.cluster.ClusterSettings;
import io.kosmosadmission.cluster.ClusterSource;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.realcluster.installed.AttributesClasses;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots in a cluster that comes to serve them, stops and starts again, with a control plane of their own. */
class OptionalKindsIT {
    private static final String KINDS = Installation.path("src/test/resources/crds/snapshots.yaml");
    private static final String SNAPSHOTS = """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: nightly, namespace: default}
            spec: {source: {persistentVolumeClaimName: data}, volumeSnapshotClassName: ebs}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: content}
            spec: {driver: ebs.csi.aws.com, source: {volumeHandle: vol-1}, volumeSnapshotRef: {name: nightly, namespace: default}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotClass
            metadata: {name: ebs}
            driver: ebs.csi.aws.com
            deletionPolicy: Delete
            """;

    private static final ClusterSettings OFTEN = new ClusterSettings(
            Optional.empty(), Mode.Enforce, Optional.empty(), Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Closer closing = new Closer();
    private ControlPlane plane;
    private Installed installed;
    private Path account;

    @BeforeEach
    void start() {
        plane = ControlPlane.start(AttributesClasses.flags());
        closing.add(plane::close);
        installed = Installed.in(plane);
        closing.add(installed.folder()::delete);
        account = installed.accountWithout("");
    }

    @AfterEach
    void stop() {
        closing.close();
    }

    private void serveSnapshots() {
        plane.ask("apply", "-f", KINDS);
        plane.ask("wait", "--for=condition=Established", "crd", "--all", "--timeout=180s");
        plane.apply(SNAPSHOTS);
    }

    private void served(boolean served) {
        plane.ask(
                "patch",
                "crd",
                "volumesnapshots.snapshot.storage.k8s.io",
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/spec/versions/0/served\", \"value\": " + served + "}]");
    }

    @Test
    void aServerIsReadyWithoutThemAndCountsThemWhileTheyAreThere() {
        Path folder = installed.folder().path();
        try (PackagedServer server = PackagedServer.start(
                Ports.free(2),
                folder.resolve("certs"),
                folder.resolve("server.log"),
                "--kubeconfig",
                account.toString())) {
            assertThat(server.objects("VolumeSnapshot")).isZero();
            serveSnapshots();
            plane.apply(AttributesClasses.manifest("fast", "ebs.csi.aws.com"));
            await("they are counted").untilAsserted(() -> {
                assertThat(server.objects("VolumeSnapshot")).isOne();
                assertThat(server.objects("VolumeSnapshotContent")).isOne();
                assertThat(server.objects("VolumeSnapshotClass")).isOne();
                assertThat(server.objects("VolumeAttributesClass")).isOne();
            });

            plane.ask("delete", "-f", KINDS);
            await("they are gone").untilAsserted(() -> {
                assertThat(server.objects("VolumeSnapshot")).isZero();
                assertThat(server.objects("VolumeSnapshotContent")).isZero();
                assertThat(server.objects("VolumeSnapshotClass")).isZero();
            });
            assertThat(server.objects("VolumeAttributesClass")).isOne();
            assertThat(server.isReady()).contains(true);
        }
    }

    @Test
    void theyAreFollowedAsLongAsTheyAreServed() throws IOException, LookupFailedException {
        ClusterAddress admin = new ClusterAddress(Optional.of(plane.file("kubeconfig")), Optional.empty());
        assertThat(ClusterContents.read(admin).objects().of(Kind.VOLUME_SNAPSHOT))
                .isEmpty();
        ClusterAddress address = new ClusterAddress(Optional.of(account), Optional.empty());
        try (ClusterSource source = ClusterSource.connect(address, OFTEN)) {
            source.start();
            await().until(source::synced);
            serveSnapshots();
            awaitSnapshot(source, "nightly", true);
            assertThat(ClusterContents.read(admin).objects().of(Kind.VOLUME_SNAPSHOT))
                    .containsExactly(new VolumeSnapshot("default", "nightly", "data", "", "ebs", ""));

            served(false);
            awaitSnapshot(source, "nightly", false);
            assertThat(source.current().inventory().snapshotContent("content")).isPresent();
            served(true);
            awaitSnapshot(source, "nightly", true);

            plane.ask("delete", "-f", KINDS);
            awaitSnapshot(source, "nightly", false);
            serveSnapshots();
            awaitSnapshot(source, "nightly", true);
            plane.apply(SNAPSHOTS.replace("nightly", "weekly"));
            awaitSnapshot(source, "weekly", true);
            assertThat(source.synced()).isTrue();
            assertThat(source.lostSince()).isEmpty();
        }
        readsThemLive(admin);
    }

    private static void awaitSnapshot(ClusterSource source, String name, boolean there) {
        await(name)
                .until(() ->
                        source.current().inventory().snapshot("default", name).isPresent() == there);
    }

    private void readsThemLive(ClusterAddress admin) throws IOException, LookupFailedException {
        plane.apply(AttributesClasses.manifest("fast", "ebs.csi.aws.com"));
        try (ClusterSource source = ClusterSource.connect(admin, Optional.empty())) {
            source.start();
            // Before its first look the source can't know that only an older version is served.
            await().until(() -> source.current()
                    .inventory()
                    .find(Kind.VOLUME_ATTRIBUTES_CLASS, "", "fast")
                    .isPresent());
            Set<ObjectKey> keys = Set.of(
                    ObjectKey.snapshot("default", "nightly"),
                    ObjectKey.snapshotContent("content"),
                    ObjectKey.snapshotClass("ebs"),
                    ObjectKey.attributesClass("fast"));
            assertThat(source.live()
                            .orElseThrow()
                            .read(keys, Duration.ofSeconds(60))
                            .objects())
                    .hasSize(4)
                    .allSatisfy((key, object) -> assertThat(object).isPresent());
        }
    }
}
