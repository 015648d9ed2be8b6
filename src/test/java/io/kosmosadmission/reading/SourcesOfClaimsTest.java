package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a claim's volume is filled from, and the snapshots that it may be, from manifests to the inventory. */
class SourcesOfClaimsTest {

    private static final String SNAPSHOTS = """
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: nightly, namespace: team-a}
            spec: {source: {persistentVolumeClaimName: data}, volumeSnapshotClassName: ebs}
            status: {boundVolumeSnapshotContentName: snapcontent-1, readyToUse: true, restoreSize: 1Gi}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshot
            metadata: {name: imported}
            spec: {source: {volumeSnapshotContentName: by-hand}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: snapcontent-1}
            spec:
              deletionPolicy: Delete
              driver: ebs.csi.aws.com
              source: {volumeHandle: vol-1}
              volumeSnapshotRef: {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, name: nightly, namespace: team-a}
            status: {snapshotHandle: snap-1}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotContent
            metadata: {name: by-hand}
            spec: {driver: csi.scaleway.com, source: {snapshotHandle: nl-ams-1/x}, volumeSnapshotRef: {name: imported, namespace: default}}
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotClass
            metadata: {name: ebs, annotations: {snapshot.storage.kubernetes.io/is-default-class: "true"}}
            driver: ebs.csi.aws.com
            deletionPolicy: Delete
            ---
            apiVersion: snapshot.storage.k8s.io/v1
            kind: VolumeSnapshotClass
            metadata: {name: scw-snapshot, annotations: {snapshot.storage.kubernetes.io/is-default-class: "false"}}
            driver: csi.scaleway.com
            ---
            apiVersion: storage.k8s.io/v1beta1
            kind: VolumeAttributesClass
            metadata: {name: fast}
            driverName: ebs.csi.aws.com
            parameters: {iops: "4000"}
            """;

    @Test
    void snapshotsAreFoundByTheirKeysAndTheirContentsAndClassesByName() {
        Inventory inventory = GivenCluster.inventory("", SNAPSHOTS);

        assertThat(inventory.snapshot("team-a", "nightly"))
                .contains(new VolumeSnapshot("team-a", "nightly", "data", "", "ebs", "snapcontent-1"));
        assertThat(inventory.snapshot("default", "imported"))
                .contains(new VolumeSnapshot("default", "imported", "", "by-hand", "", ""));
        assertThat(inventory.snapshot("default", "nightly")).isEmpty();
        assertThat(inventory.snapshotContent("snapcontent-1"))
                .contains(new VolumeSnapshotContent("snapcontent-1", "ebs.csi.aws.com", "team-a", "nightly", "vol-1"));
        assertThat(inventory.snapshotContent("by-hand"))
                .contains(new VolumeSnapshotContent("by-hand", "csi.scaleway.com", "default", "imported", ""));
        assertThat(inventory.snapshotClass("ebs")).contains(new VolumeSnapshotClass("ebs", "ebs.csi.aws.com", true));
        assertThat(inventory.snapshotClass("scw-snapshot"))
                .contains(new VolumeSnapshotClass("scw-snapshot", "csi.scaleway.com", false));
        assertThat(inventory.find(Kind.VOLUME_ATTRIBUTES_CLASS, "", "fast"))
                .contains(new VolumeAttributesClass("fast", "ebs.csi.aws.com"));
        assertThat(inventory.counts())
                .containsEntry("VolumeSnapshot", 2)
                .containsEntry("VolumeSnapshotContent", 2)
                .containsEntry("VolumeSnapshotClass", 2)
                .containsEntry("VolumeAttributesClass", 1);
    }

    @Test
    void aSnapshotsContentIsTheOneThatItIsBoundTo() {
        Inventory inventory = GivenCluster.inventory("", SNAPSHOTS);
        assertThat(inventory.snapshot("team-a", "nightly").map(VolumeSnapshot::contentName))
                .contains("snapcontent-1");
        assertThat(inventory.snapshot("default", "imported").map(VolumeSnapshot::contentName))
                .contains("by-hand");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "a clone | dataSource: {kind: PersistentVolumeClaim, name: old} | | PersistentVolumeClaim | ns | old",
                "a restore | dataSource: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: s}"
                        + " | snapshot.storage.k8s.io | VolumeSnapshot | ns | s",
                "the newer field | dataSourceRef: {apiGroup: example.com, kind: Backup, name: b} | example.com | Backup | ns | b",
                "of another namespace"
                        + " | dataSourceRef: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: s, namespace: other}"
                        + " | snapshot.storage.k8s.io | VolumeSnapshot | other | s",
                "both fields"
                        + " | dataSource: {kind: PersistentVolumeClaim, name: a}, dataSourceRef: {kind: PersistentVolumeClaim, name: a}"
                        + " | | PersistentVolumeClaim | ns | a",
                "a null apiGroup | dataSourceRef: {apiGroup: null, kind: PersistentVolumeClaim, name: a}, dataSource: null"
                        + " | | PersistentVolumeClaim | ns | a",
            })
    void aClaimSaysWhatItIsFilledFrom(
            String about, String field, String group, String kind, String namespace, String name) {
        Optional<DataSource> source = GivenCluster.claim("{name: new, namespace: ns}, spec: {" + field + "}")
                .dataSource();
        assertThat(source.map(DataSource::apiGroup)).contains(group == null ? "" : group);
        assertThat(source.map(DataSource::kind)).contains(kind);
        assertThat(source.map(it -> it.namespaceOr("ns"))).contains(namespace);
        assertThat(source.map(DataSource::name)).contains(name);
        assertThat(source.map(DataSource::isClaim)).contains(kind.equals("PersistentVolumeClaim"));
        assertThat(source.map(DataSource::isSnapshot)).contains(kind.equals("VolumeSnapshot"));
    }

    @Test
    void aClaimSaysItsAttributesClassAndKeepsAllOfItWhenItIsHeld() {
        String claim = "{name: new, namespace: team-a}, spec: {volumeAttributesClassName: fast,"
                + " dataSource: {kind: PersistentVolumeClaim, name: old}}";
        assertThat(GivenCluster.claim(claim).volumeAttributesClassName()).isEqualTo("fast");
        assertThat(GivenCluster.inventory("", "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: " + claim + "}")
                        .claim("team-a", "new"))
                .contains(GivenCluster.claim(claim));
        assertThat(GivenCluster.claim("{name: plain}").dataSource()).isEmpty();
        assertThat(GivenCluster.claim("{name: plain}").volumeAttributesClassName())
                .isEmpty();
    }
}
