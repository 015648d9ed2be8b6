package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomesTest {

    /** A node of every platform, named as the platform. */
    private static final String EVERY_PLATFORM = Arrays.stream(Platform.values())
            .map(platform -> "{apiVersion: v1, kind: Node, metadata: {name: n-" + platform + ", labels: {provider: "
                    + platform + "}}}")
            .collect(Collectors.joining("\n---\n"));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
        csi.scaleway.com, scaleway hard
        filestorage.csi.scaleway.com, scaleway soft
        ebs.csi.aws.com, aws hard
        ebs.csi.eks.amazonaws.com, aws hard
        kubernetes.io/aws-ebs, aws hard
        efs.csi.aws.com, aws soft
        fsx.csi.aws.com, aws soft
        pd.csi.storage.gke.io, gcp hard
        kubernetes.io/gce-pd, gcp hard
        filestore.csi.storage.gke.io, gcp soft
        com.google.csi.filestore, gcp soft
        gcsfuse.csi.storage.gke.io, gcp soft
        disk.csi.azure.com, azure hard
        kubernetes.io/azure-disk, azure hard
        file.csi.azure.com, azure soft
        blob.csi.azure.com, azure soft
        kubernetes.io/azure-file, azure soft
        cinder.csi.openstack.org, openstack hard
        kubernetes.io/cinder, openstack hard
        manila.csi.openstack.org, openstack soft
        nfs.manila.csi.openstack.org, openstack soft
        csi.hetzner.cloud, hetzner hard
        dobs.csi.digitalocean.com, digitalocean hard
        com.digitalocean.csi.dobs, digitalocean hard
        block.csi.vultr.com, vultr hard
        linodebs.csi.linode.com, linode hard
        csi.exoscale.com, exoscale hard
        vpc.block.csi.ibm.io, ibm hard
        vpc.file.csi.ibm.io, ibm soft
        ibm.io/ibmc-block, ibm hard
        ibm.io/ibmc-file, ibm soft
        blockvolume.csi.oraclecloud.com, oracle hard
        abc.blockvolume.csi.oraclecloud.com, oracle hard
        fss.csi.oraclecloud.com, oracle soft
        lustre.csi.oraclecloud.com, oracle soft
        oracle.com/oci, oracle hard
        diskplugin.csi.alibabacloud.com, alibaba hard
        nasplugin.csi.alibabacloud.com, alibaba soft
        ossplugin.csi.alibabacloud.com, alibaba soft
        localplugin.csi.alibabacloud.com, any
        com.tencent.cloud.csi.cbs, tencent hard
        com.tencent.cloud.csi.cfs, tencent soft
        storage.csi.upcloud.com, upcloud hard
        csi.civo.com, civo hard
        csi.vsphere.vmware.com, vsphere hard
        kubernetes.io/vsphere-volume, vsphere hard
        nfs.csi.k8s.io, any
        rook-ceph.rbd.csi.ceph.com, any
        openshift-storage.cephfs.csi.ceph.com, any
        cluster.local/nfs-client, any
        rancher.io/local-path, any
        driver.longhorn.io, any
        s3.csi.aws.com, any
        kubernetes.io/no-provisioner, any
        acme.example/foo, unknown
        """)
    void homeOfProvisioner(String provisioner, String expected) {
        Inventory inventory = GivenCluster.inventory("", EVERY_PLATFORM);
        assertThat(text(new Homes(inventory).ofDriver(provisioner))).isEqualTo(expected);
    }

    private static final String STORAGE = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: old-default, creationTimestamp: "2025-01-01T00:00:00Z", \
            annotations: {storageclass.beta.kubernetes.io/is-default-class: "true"}}, provisioner: ebs.csi.aws.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-bssd, creationTimestamp: "2026-01-01T00:00:00Z", \
            annotations: {storageclass.kubernetes.io/is-default-class: "true"}}, provisioner: csi.scaleway.com}
            ---
            {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: local}, provisioner: kubernetes.io/no-provisioner, \
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
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its class                            | {name: c}, spec: {storageClassName: gp3}             | aws hard
        no class is the newest default       | {name: c}, spec: {}                                  | scaleway hard
        an empty class is static             | {name: c}, spec: {storageClassName: ""}              | unknown
        a class that isn't there             | {name: c}, spec: {storageClassName: gone}            | unknown
        the beta annotation before the field | {name: c, annotations: {volume.beta.kubernetes.io/storage-class: gp3}}, spec: {storageClassName: scw-bssd} | aws hard
        the claim's own word before all      | {name: c, annotations: {kosmos-admission.io/provider: hetzner}}, spec: {storageClassName: gp3} | hetzner hard
        the claim says any                   | {name: c, annotations: {kosmos-admission.io/provider: any}}, spec: {storageClassName: gp3} | any
        the claim says a provider without nodes | {name: c, annotations: {kosmos-admission.io/provider: gcp}}, spec: {storageClassName: gp3} | odd
        the class's own word                 | {name: c}, spec: {storageClassName: said}            | aws hetzner hard
        its volume before its class          | {name: c}, spec: {storageClassName: scw-bssd, volumeName: pv-aws} | aws hard
        an in-tree source                    | {name: c}, spec: {volumeName: pv-tree}               | aws hard
        a volume that isn't there            | {name: c}, spec: {storageClassName: gp3, volumeName: gone} | unknown
        a volume reserved for it             | {name: reserved, namespace: default}, spec: {storageClassName: ""} | aws hard
        a local volume's node                | {name: c}, spec: {volumeName: pv-local}              | hetzner hard
        allowedTopologies of a neutral class | {name: c}, spec: {storageClassName: local}           | aws hard
        a platform without nodes             | {name: c}, spec: {storageClassName: do}              | odd
        an unknown provisioner               | {name: c}, spec: {storageClassName: acme}            | unknown
        """)
    void homeOfClaim(String sentence, String claim, String expected) {
        assertThat(text(new Homes(GivenCluster.inventory("", STORAGE)).of(GivenCluster.claim(claim))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the configuration beats neutral            | providers: [{name: hetzner, provisioners: [driver.longhorn.io]}] | longhorn | hetzner hard
        a registered driver joins what was given   | providers: [{name: hetzner, provisioners: [acme.example/foo]}]   | acme     | aws hetzner hard
        two providers share a platform             | providers: [{name: hetzner, platform: aws}]                      | gp3      | aws hetzner hard
        another row of the table does not join     | ''                                                               | gp3      | aws hard
        a provider without a row joins a platform  | providers: [{name: hetzner, platform: cellar}]                   | gp3      | aws hetzner hard
        registration alone makes no home           | ''                                                               | acme     | unknown
        """)
    void homeByConfigurationAndRegistration(String sentence, String rules, String storageClass, String expected) {
        String registered = STORAGE
                + "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: [{name: ebs.csi.aws.com}]}}\n---\n"
                + "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: aws-1}, spec: {drivers: [{name: acme.example/foo}]}}";
        PersistentVolumeClaim claim = GivenCluster.claim("{name: c}, spec: {storageClassName: " + storageClass + "}");
        assertThat(text(new Homes(GivenCluster.inventory(rules, registered)).of(claim)))
                .isEqualTo(expected);
    }

    private static String text(Home home) {
        return home.match(
                known -> String.join(" ", known.providers()) + (known.hard() ? " hard" : " soft"),
                anywhere -> "any",
                unknown -> unknown.suspicious() ? "odd" : "unknown");
    }
}
