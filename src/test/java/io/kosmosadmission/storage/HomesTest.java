package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomesTest {

    private static final String STORAGE = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: old-default, creationTimestamp: "2025-01-01T00:00:00Z", \
            annotations: {storageclass.beta.kubernetes.io/is-default-class: "true"}}, provisioner: ebs.csi.aws.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-bssd, creationTimestamp: "2026-01-01T00:00:00Z", \
            annotations: {storageclass.kubernetes.io/is-default-class: "true"}}, provisioner: csi.scaleway.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: local}, provisioner: kubernetes.io/no-provisioner, volumeBindingMode: WaitForFirstConsumer, \
            allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [eu-west-1a]}]}]}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: said, annotations: {kosmos-admission.io/provider: "hetzner, aws"}}, \
            provisioner: acme.example/foo}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: do}, provisioner: dobs.csi.digitalocean.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: acme}, provisioner: acme.example/foo}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: longhorn}, provisioner: driver.longhorn.io}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-aws}, spec: {csi: {driver: ebs.csi.aws.com}, claimRef: {namespace: default, name: reserved}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-tree}, spec: {awsElasticBlockStore: {volumeID: v}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-local}, spec: {local: {path: /d}, \
            nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [het-1]}]}]}}}}
            ---
            {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-said, annotations: {kosmos-admission.io/provider: scaleway}}, spec: {csi: {driver: ebs.csi.aws.com}}}
            ---
            """;
    private static final Inventory INVENTORY = GivenCluster.inventory("", STORAGE);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its class                            | {name: c}, spec: {storageClassName: gp3}             | aws hard
        no class is the newest default       | {name: c}, spec: {}                                  | scaleway hard
        an empty class is static             | {name: c}, spec: {storageClassName: ""}              | unknown
        a class that isn't there             | {name: c}, spec: {storageClassName: gone}            | unknown
        the beta annotation before the field | {name: c, annotations: {volume.beta.kubernetes.io/storage-class: gp3}}, spec: {storageClassName: scw-bssd} | aws hard
        the claim's own word before all      | {name: c, annotations: {kosmos-admission.io/provider: hetzner}}, spec: {storageClassName: gp3} | hetzner hard
        the claim says any                   | {name: c, annotations: {kosmos-admission.io/provider: any}}, spec: {storageClassName: gp3} | any
        the claim says a provider without nodes | {name: c, annotations: {kosmos-admission.io/provider: gcp}}, spec: {storageClassName: gp3} | suspicious
        the class's own word                 | {name: c}, spec: {storageClassName: said}            | aws hetzner hard
        its volume before its class          | {name: c}, spec: {storageClassName: scw-bssd, volumeName: pv-aws} | aws hard
        an in-tree source                    | {name: c}, spec: {volumeName: pv-tree}               | aws hard
        a volume that isn't there            | {name: c}, spec: {storageClassName: gp3, volumeName: gone} | unknown
        a volume reserved for it             | {name: reserved, namespace: default}, spec: {storageClassName: ""} | aws hard
        a local volume's node                | {name: c}, spec: {volumeName: pv-local}              | hetzner hard
        allowedTopologies of a neutral class | {name: c}, spec: {storageClassName: local}           | aws hard
        a platform without nodes             | {name: c}, spec: {storageClassName: do}              | suspicious
        an unknown provisioner               | {name: c}, spec: {storageClassName: acme}            | unknown
        """)
    void homeOfClaim(String sentence, String claim, String expected) {
        assertThat(ResultText.brief(new Homes(INVENTORY).of(GivenCluster.claim(claim))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        of the claim, before its volume's | {name: c, annotations: {kosmos-admission.io/provider: hetzner}}, spec: {volumeName: pv-said} | \
        hetzner hard, storage of hetzner (annotation kosmos-admission.io/provider)
        of its volume, before its class's | {name: c}, spec: {storageClassName: said, volumeName: pv-said} | \
        scaleway hard, storage of scaleway (annotation kosmos-admission.io/provider)
        of its class, before its volume   | {name: c}, spec: {storageClassName: said, volumeName: pv-tree} | \
        aws hetzner hard, storage of aws or hetzner (annotation kosmos-admission.io/provider)
        blanks mean nothing               | {name: c, annotations: {kosmos-admission.io/provider: " aws , ,hetzner "}} | \
        aws hetzner hard, storage of aws or hetzner (annotation kosmos-admission.io/provider)
        any with blanks                   | {name: c, annotations: {kosmos-admission.io/provider: " any "}} | any
        any beside a name is a name       | {name: c, annotations: {kosmos-admission.io/provider: "any,aws"}} | aws hard, storage of aws (annotation kosmos-admission.io/provider)
        a list of nothing                 | {name: c, annotations: {kosmos-admission.io/provider: ","}} | \
        suspicious, annotation kosmos-admission.io/provider names no provider
        an empty one is none              | {name: c, annotations: {kosmos-admission.io/provider: " "}}, spec: {storageClassName: gp3} | \
        aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        a provider without nodes goes     | {name: c, annotations: {kosmos-admission.io/provider: "gcp,aws"}} | aws hard, storage of aws (annotation kosmos-admission.io/provider)
        providers without nodes alone     | {name: c, annotations: {kosmos-admission.io/provider: "ibm, ,gcp"}} | \
        suspicious, annotation kosmos-admission.io/provider says gcp or ibm, which has no node here
        """)
    void homeByAnnotation(String sentence, String claim, String expected) {
        assertThat(ResultText.of(new Homes(INVENTORY).of(GivenCluster.claim(claim))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an empty class               | {name: c}, spec: {storageClassName: ""}                     | no storage class: a static volume, unknown until it is bound
        a class that isn't there     | {name: c}, spec: {storageClassName: gone}                   | storage class "gone" not found
        a volume that isn't there    | {name: c}, spec: {storageClassName: gp3, volumeName: gone}  | volume "gone" not found
        a driver that nobody knows   | {name: c}, spec: {storageClassName: acme}                   | \
        storage class "acme" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        """)
    void tellsWhyAHomeIsUnknown(String sentence, String claim, String why) {
        assertThat(ResultText.of(new Homes(INVENTORY).of(GivenCluster.claim(claim))))
                .isEqualTo("unknown, " + why);
    }

    @Test
    void aClaimWithoutAClassIsUnknownWhereNoneIsTheDefault() {
        Inventory inventory = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS);
        assertThat(ResultText.of(new Homes(inventory).of(GivenCluster.claim("{name: c}, spec: {}"))))
                .isEqualTo("unknown, no default storage class");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        default classes first, then by name     | aws          | old-default; gp3; local; said
        those of any of the providers           | aws scaleway | old-default; scw-bssd; gp3; local; said
        no neutral and no unknown class         | hetzner      | said
        a provider without a class              | gcp          | -
        """)
    void classesOfProviders(String sentence, String providers, String classes) {
        assertThat(ResultText.of(new Homes(INVENTORY).classesOf(Set.of(providers.split(" ")), false)))
                .isEqualTo(classes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one of a file service                   | aws      | efs
        one that its class binds to some nodes  | scaleway | scw-fs
        block storage alone                     | hetzner  | -
        """)
    void classesForAClaimThatNodesShare(String sentence, String provider, String classes) {
        Inventory inventory = GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS + """
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}
                ---
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: efs}, provisioner: efs.csi.aws.com}
                ---
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: hcloud}, provisioner: csi.hetzner.cloud}
                ---
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: nfs}, provisioner: nfs.csi.k8s.io}
                ---
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-fs}, provisioner: filestorage.csi.scaleway.com, \
                allowedTopologies: [{matchLabelExpressions: [{key: provider, values: [scaleway]}]}]}
                """);
        assertThat(ResultText.of(new Homes(inventory).classesOf(Set.of(provider), true)))
                .isEqualTo(classes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a source of the same home changes nothing   | storageClassName: gp3, dataSource: {kind: PersistentVolumeClaim, name: gp3} | \
        aws hard, storage class "gp3" of aws (ebs.csi.aws.com)
        of two providers that of the source is left | storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, name: gp3} | \
        aws hard, storage of aws or scaleway (annotation kosmos-admission.io/provider), copied from claim "gp3"
        of two and two what both have               | storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, name: said-aws-hetzner} | \
        aws hard, storage of aws or scaleway (annotation kosmos-admission.io/provider), copied from claim "said-aws-hetzner"
        a source of both changes nothing            | storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, name: said-aws-scaleway} | \
        aws scaleway hard, storage of aws or scaleway (annotation kosmos-admission.io/provider)
        a neutral source changes nothing            | storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, name: longhorn} | \
        aws scaleway hard, storage of aws or scaleway (annotation kosmos-admission.io/provider)
        nor does one that nobody knows              | storageClassName: said-aws-scaleway, dataSource: {kind: PersistentVolumeClaim, name: acme} | \
        aws scaleway hard, storage of aws or scaleway (annotation kosmos-admission.io/provider)
        a source elsewhere is a conflict            | storageClassName: scw-bssd, dataSource: {kind: PersistentVolumeClaim, name: gp3} | \
        scaleway hard, storage class "scw-bssd" of scaleway (csi.scaleway.com)
        a neutral class stays neutral               | storageClassName: longhorn, dataSource: {kind: PersistentVolumeClaim, name: gp3} | any
        a class of attributes alone limits too      | storageClassName: said-aws-scaleway, volumeAttributesClassName: fast | \
        aws hard, storage of aws or scaleway (annotation kosmos-admission.io/provider), given volume attributes class "fast"
        a volume that is made is limited no more    | volumeName: pv-said, dataSource: {kind: PersistentVolumeClaim, name: gp3} | \
        aws hetzner hard, storage of aws or hetzner (annotation kosmos-admission.io/provider)
        """)
    void homeOfACopy(String sentence, String spec, String home) {
        GivenStorage given = GivenStorage.of("""
                {apiVersion: storage.k8s.io/v1, kind: VolumeAttributesClass, metadata: {name: fast}, driverName: ebs.csi.aws.com}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv-said, annotations: {kosmos-admission.io/provider: "aws,hetzner"}}, spec: {}}
                """);
        assertThat(ResultText.of(
                        given.homes().of(GivenCluster.claim("{name: c, namespace: default}, spec: {" + spec + "}"))))
                .isEqualTo(home);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its class                                | {name: c}, spec: {storageClassName: gp3} | false
        the volume that it names                 | {name: c}, spec: {storageClassName: gp3, volumeName: pv-aws} | true
        a volume that is not there               | {name: c}, spec: {storageClassName: gp3, volumeName: gone} | true
        a volume reserved for it                 | {name: reserved, namespace: default}, spec: {storageClassName: gp3} | true
        a volume reserved in another namespace   | {name: reserved, namespace: shop}, spec: {storageClassName: gp3} | false
        """)
    void hasVolume(String sentence, String claim, boolean hasVolume) {
        assertThat(new Homes(INVENTORY).hasVolume(GivenCluster.claim(claim))).isEqualTo(hasVolume);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its class decides              | {name: c}, spec: {storageClassName: gp3}                     | true
        an empty annotation is none    | {name: c, annotations: {kosmos-admission.io/provider: " "}}, spec: {storageClassName: gp3} | true
        no class is there to decide    | {name: c}, spec: {storageClassName: ""}                      | true
        its volume decides             | {name: c}, spec: {storageClassName: gp3, volumeName: pv-aws} | false
        its own annotation decides     | {name: c, annotations: {kosmos-admission.io/provider: aws}}, spec: {storageClassName: gp3} | false
        its class's annotation is its class's | {name: c}, spec: {storageClassName: said}             | true
        """)
    void isAsItsClassSays(String sentence, String claim, boolean asClassSays) {
        assertThat(new Homes(INVENTORY).isAsItsClassSays(GivenCluster.claim(claim)))
                .isEqualTo(asClassSays);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no annotation       | {name: c}                                                     | ''
        its own             | {name: c, annotations: {kosmos-admission.io/provider: " aws"}} | aws
        """)
    void readsTheClaimsOwnAnnotation(String sentence, String claim, String annotation) {
        assertThat(Homes.annotation(GivenCluster.claim(claim))).isEqualTo(annotation);
    }
}
