package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim has the home of the class that it is named after: gp3 of aws, scw-bssd of scaleway, hcloud of hetzner. */
class SourcesTest {

    /** Each with its source, its class, and the content that it is bound to. */
    private static final String SNAPSHOTS = List.of(
                    "by-content | {volumeSnapshotContentName: content-scw, persistentVolumeClaimName: gp3} | '' | ''",
                    "by-bound-content | {volumeSnapshotContentName: content-scw} | '' | content-aws",
                    "by-gone-content | {persistentVolumeClaimName: gp3} | '' | gone",
                    "by-unknown-driver | {volumeSnapshotContentName: content-acme} | '' | ''",
                    "by-claim | {persistentVolumeClaimName: gp3} | snap-hcloud | ''",
                    "by-class | {persistentVolumeClaimName: gone} | snap-hcloud | ''",
                    "by-class-of-acme | {persistentVolumeClaimName: acme} | snap-hcloud | ''",
                    "by-gone-class | {} | gone | ''",
                    "by-nothing | {} | '' | ''")
            .stream()
            .map(row -> row.split(" \\| "))
            .map(row -> """
                    {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: %s, namespace: default}, \
                    spec: {source: %s, volumeSnapshotClassName: %s}, status: {boundVolumeSnapshotContentName: %s}}
                    ---
                    """.formatted((Object[]) row))
            .collect(Collectors.joining());

    private static final GivenStorage GIVEN = GivenStorage.of(SNAPSHOTS + """
            {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotContent, metadata: {name: content-scw}, spec: {driver: csi.scaleway.com}}
            ---
            {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotContent, metadata: {name: content-aws}, spec: {driver: ebs.csi.aws.com}}
            ---
            {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotContent, metadata: {name: content-acme}, spec: {driver: acme.example/foo}}
            ---
            {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotClass, metadata: {name: snap-hcloud}, driver: csi.hetzner.cloud}
            ---
            {apiVersion: storage.k8s.io/v1, kind: VolumeAttributesClass, metadata: {name: fast}, driverName: ebs.csi.aws.com}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-scw}, spec: {csi: {driver: csi.scaleway.com}}}
            ---
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: theirs, namespace: shop}, spec: {storageClassName: gp3}}
            ---
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: theirs-neutral, namespace: shop}, spec: {storageClassName: longhorn}}
            ---
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: theirs-acme, namespace: shop}, spec: {storageClassName: acme}}
            ---
            {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: theirs, namespace: shop}, spec: {source: {volumeSnapshotContentName: content-scw}}}
            """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no source                          | storageClassName: gp3 | -
        a claim                            | dataSource: {kind: PersistentVolumeClaim, name: gp3} | copied from claim "gp3": aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        the newer field                    | dataSourceRef: {kind: PersistentVolumeClaim, name: gp3} | \
        copied from claim "gp3": aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        a claim that is not there          | dataSource: {kind: PersistentVolumeClaim, name: gone} | -
        a claim of another namespace       | dataSourceRef: {kind: PersistentVolumeClaim, namespace: shop, name: theirs} | \
        copied from a claim of another namespace: aws hard, storage of aws
        a neutral one of another namespace | dataSourceRef: {kind: PersistentVolumeClaim, namespace: shop, name: theirs-neutral} | copied from a claim of another namespace: any
        nothing is told of its class       | dataSourceRef: {kind: PersistentVolumeClaim, namespace: shop, name: theirs-acme} | \
        copied from a claim of another namespace: unknown, its source can't be told
        a claim whose home nobody knows    | dataSource: {kind: PersistentVolumeClaim, name: acme} | \
        copied from claim "acme": unknown, storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        an object of a volume populator    | dataSourceRef: {apiGroup: populator.example, kind: Image, name: gp3} | -
        a claim of another API group       | dataSourceRef: {apiGroup: populator.example, kind: PersistentVolumeClaim, name: gp3} | -
        a class of attributes              | volumeAttributesClassName: fast | \
        given volume attributes class "fast": aws hard, volume attributes class "fast" of aws (ebs.csi.aws.com)
        a class of attributes that is not there | volumeAttributesClassName: gone | -
        both at once                       | dataSource: {kind: PersistentVolumeClaim, name: hcloud}, volumeAttributesClassName: fast | \
        copied from claim "hcloud": hetzner hard, storage class "hcloud" of hetzner (csi.hetzner.cloud); \
        given volume attributes class "fast": aws hard, volume attributes class "fast" of aws (ebs.csi.aws.com)
        a claim that has a volume is made  | volumeName: pv-scw, dataSource: {kind: PersistentVolumeClaim, name: gp3}, volumeAttributesClassName: fast | -
        """)
    void ofAClaim(String sentence, String spec, String sources) {
        assertThat(sources(spec)).isEqualTo(sources);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its content before its claim           | by-content        | scaleway hard, snapshot "by-content" of scaleway (csi.scaleway.com) | \
        volumesnapshot "by-content"; volumesnapshotcontent "content-scw"
        the bound content before the named one | by-bound-content  | aws hard, snapshot "by-bound-content" of aws (ebs.csi.aws.com) | \
        volumesnapshot "by-bound-content"; volumesnapshotcontent "content-aws"
        its claim before its class             | by-claim          | aws hard, storage class "gp3" of aws (ebs.csi.aws.com) | \
        volumesnapshot "by-claim"; persistentvolumeclaim "gp3"; storageclass "gp3"
        a content that is not there yet        | by-gone-content   | aws hard, storage class "gp3" of aws (ebs.csi.aws.com) | \
        volumesnapshot "by-gone-content"; persistentvolumeclaim "gp3"; storageclass "gp3"
        its class where the claim is gone      | by-class          | hetzner hard, snapshot "by-class" of hetzner (csi.hetzner.cloud) | \
        volumesnapshot "by-class"; volumesnapshotclass "snap-hcloud"
        its class where the claim is not known | by-class-of-acme  | hetzner hard, snapshot "by-class-of-acme" of hetzner (csi.hetzner.cloud) | \
        volumesnapshot "by-class-of-acme"; persistentvolumeclaim "acme"; storageclass "acme"; volumesnapshotclass "snap-hcloud"
        a class that is not there              | by-gone-class     | unknown, snapshot "by-gone-class" has no content yet | volumesnapshot "by-gone-class"
        no class at all                        | by-nothing        | unknown, snapshot "by-nothing" has no content yet | volumesnapshot "by-nothing"
        a driver that nobody knows             | by-unknown-driver | unknown, snapshot "by-unknown-driver" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any) | \
        volumesnapshot "by-unknown-driver"; volumesnapshotcontent "content-acme"
        """)
    void ofASnapshot(String sentence, String name, String home, String evidence) {
        List<Source> sources = GIVEN.homes()
                .sources(GivenCluster.claim("{name: c, namespace: default}, spec: {storageClassName: gp3, dataSource: "
                        + "{apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: " + name + "}}"));
        assertThat(text(sources)).isEqualTo("restored from snapshot \"" + name + "\": " + home);
        assertThat(ResultText.of(sources.get(0).evidence())).isEqualTo(evidence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        of another namespace only its provider is told | {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, namespace: shop, name: theirs} | \
        restored from a snapshot of another namespace: scaleway hard, storage of scaleway
        its own namespace may be written out           | {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, namespace: default, name: by-content} | \
        restored from snapshot "by-content": scaleway hard, snapshot "by-content" of scaleway (csi.scaleway.com)
        a snapshot that is not there                   | {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: theirs} | -
        a snapshot of another API group                | {apiGroup: other.example, kind: VolumeSnapshot, name: by-content} | -
        """)
    void ofANamespace(String sentence, String source, String sources) {
        assertThat(sources("dataSourceRef: " + source)).isEqualTo(sources);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        by its class   | gp3    | persistentvolumeclaim "gp3"; storageclass "gp3"
        by its volume  | bound  | persistentvolumeclaim "bound"; persistentvolume "pv-scw"
        """)
    void aClaimRestsOnWhatItsOwnHomeRestsOn(String sentence, String claim, String evidence) {
        GivenStorage given = GivenStorage.of(
                GivenStorage.claim("bound", "volumeName: pv-scw")
                        + "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-scw}, spec: {csi: {driver: csi.scaleway.com}}}");
        List<Source> sources = given.homes()
                .sources(GivenCluster.claim("{name: c, namespace: default}, spec: {storageClassName: gp3, dataSource: "
                        + "{kind: PersistentVolumeClaim, name: " + claim + "}}"));
        assertThat(ResultText.of(sources.get(0).evidence())).isEqualTo(evidence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the same driver                         | ebs.csi.aws.com       | ebs.csi.aws.com    | false
        another driver                          | ebs.csi.aws.com       | driver.longhorn.io | true
        the driver that does a plugin's work    | kubernetes.io/aws-ebs | ebs.csi.aws.com    | false
        the plugin whose work the driver does   | pd.csi.storage.gke.io | kubernetes.io/gce-pd | false
        another plugin                          | kubernetes.io/cinder  | kubernetes.io/gce-pd | true
        a source of no known driver             | ''                    | ebs.csi.aws.com    | false
        a class of no driver                    | ebs.csi.aws.com       | ''                 | false
        """)
    void isOfAnotherDriver(String sentence, String driver, String own, boolean another) {
        Source source = new Source("claim \"data\"", "copied from", driver, true, Home.anywhere(), Set.of());
        assertThat(source.isOfAnother(own)).isEqualTo(another);
    }

    private static String sources(String spec) {
        return text(GIVEN.homes().sources(GivenCluster.claim("{name: c, namespace: default}, spec: {" + spec + "}")));
    }

    private static String text(List<Source> sources) {
        return ResultText.of(sources.stream()
                .map(it -> it.made() + " " + it.subject() + ": " + ResultText.of(it.home()))
                .toList());
    }
}
