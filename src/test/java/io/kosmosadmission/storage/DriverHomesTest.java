package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Platform;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverHomesTest {

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
        localplugin.csi.alibabacloud.com, any
        com.tencent.cloud.csi.cbs, tencent hard
        com.tencent.cloud.csi.cfs, tencent soft
        storage.csi.upcloud.com, upcloud hard
        csi.civo.com, civo hard
        csi.vsphere.vmware.com, vsphere hard
        kubernetes.io/vsphere-volume, vsphere hard
        ensplugin.csi.alibabacloud.com, alibaba hard
        vultrbs.csi.driver.com, vultr hard
        csi.cloudscale.ch, cloudscale hard
        ch.cloudscale.csi, cloudscale hard
        bsu.csi.outscale.com, outscale hard
        cloud.ionos.com, ionos hard
        block-storage.csi.stackit.cloud, stackit hard
        evs.csi.huaweicloud.com, huawei hard
        disk.csi.everest.io, huawei hard
        disk-csi-driver.mks.ycloud.io, yandex hard
        yandex.csi.flant.com, yandex hard
        ebs.csi.volcengine.com, volcengine hard
        csi.cloudstack.apache.org, cloudstack hard
        volume.csi.bizflycloud.vn, bizfly hard
        csi.nutanix.com, nutanix hard
        com.nutanix.csi, nutanix hard
        csi.proxmox.sinextra.dev, proxmox hard
        csi.kubevirt.io, kubevirt hard
        named-disk.csi.cloud-director.vmware.com, cloud-director hard
        csi.opennebula.io, opennebula hard
        powervs.csi.ibm.com, ibm-powervs hard
        fsx.openzfs.csi.aws.com, aws soft
        lustre.csi.storage.gke.io, gcp soft
        parallelstore.csi.storage.gke.io, gcp soft
        azurelustre.csi.azure.com, azure soft
        cephfs.manila.csi.openstack.org, openstack soft
        abc.fss.csi.oraclecloud.com, oracle soft
        abc.lustre.csi.oraclecloud.com, oracle soft
        povplugin.csi.alibabacloud.com, alibaba soft
        bmcpfsplugin.csi.alibabacloud.com, alibaba soft
        alicloud/nas, alibaba soft
        com.tencent.cloud.csi.cfsturbo, tencent soft
        com.tencent.cloud.csi.chdfs, tencent soft
        sfs.csi.huaweicloud.com, huawei soft
        sfsturbo.csi.huaweicloud.com, huawei soft
        nas.csi.everest.io, huawei soft
        sfsturbo.csi.everest.io, huawei soft
        nas.csi.volcengine.com, volcengine soft
        fs.csi.bizflycloud.vn, bizfly soft
        nfs.csi.k8s.io, any
        rook-ceph.rbd.csi.ceph.com, any
        openshift-storage.cephfs.csi.ceph.com, any
        cluster.local/nfs-client, any
        rancher.io/local-path, any
        driver.longhorn.io, any
        s3.csi.aws.com, any
        kubernetes.io/no-provisioner, any
        org.democratic-csi.iscsi, any
        org.democratic-csi.freenas-nfs, any
        csi-powermax.dellemc.com, any
        csi-isilon.dellemc.com, any
        csi-powerstore.dellemc.com, any
        csi-unity.dellemc.com, any
        csi-vxflexos.dellemc.com, any
        csi.hpe.com, any
        csi.huawei.com, any
        csi.san.synology.com, any
        csi-driver.storpool.com, any
        csi.weka.io, any
        csi.vastdata.com, any
        beegfs.csi.netapp.com, any
        block.csi.ibm.com, any
        spectrumscale.csi.ibm.com, any
        csi.spdk.io, any
        csi.cubefs.com, any
        lvm.hwameistor.io, any
        disk.hwameistor.io, any
        gcs.csi.ofek.dev, any
        kubevirt.io.hostpath-provisioner, any
        kubevirt.io/hostpath-provisioner, any
        microk8s.io/hostpath, any
        kubernetes.io/rbd, any
        kubernetes.io/glusterfs, any
        kubernetes.io/quobyte, any
        kubernetes.io/scaleio, any
        kubernetes.io/storageos, any
        openebs.io/provisioner-iscsi, any
        rook.io/filesystem, any
        cluster.local/a-nfs-subdir-external-provisioner, any
        cluster.local/nfs-server-provisioner, any
        cluster.local/a-nfs-server-provisioner, any
        csi.cert-manager.io, any
        spiffe.csi.cert-manager.io, any
        csi.spiffe.io, any
        ossplugin.csi.alibabacloud.com, any
        com.tencent.cloud.csi.cosfs, any
        gcsfuse.csi.storage.gke.io, any
        obs.csi.huaweicloud.com, any
        obs.csi.everest.io, any
        ibm.io/ibmc-s3fs, any
        s3fsx.example/foo, unknown
        acme.example/foo, unknown
        """)
    void homeOfProvisioner(String provisioner, String expected) {
        Inventory inventory = GivenCluster.inventory("", EVERY_PLATFORM);
        assertThat(ResultText.brief(new DriverHomes(inventory).of(provisioner, "storage")))
                .isEqualTo(expected);
    }

    /** On hetzner a node has registered the drivers of aws and of Ceph, on aws the driver that nobody knows. */
    private static final String REGISTERED = GivenCluster.THREE_PROVIDERS + """
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: het-1}, spec: {drivers: [{name: ebs.csi.aws.com}, {name: rbd.csi.ceph.com}]}}
            ---
            {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: aws-1}, spec: {drivers: [{name: acme.example/foo}]}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a platform stands for its providers        | []                                               | csi.scaleway.com | scaleway hard, class "c" of scaleway (csi.scaleway.com)
        two providers share a platform             | [{name: hetzner, platform: scaleway}]            | csi.scaleway.com | \
        hetzner scaleway hard, class "c" of hetzner or scaleway (csi.scaleway.com)
        a platform by its provider's setting alone | [{name: scaleway, platform: cellar}]             | csi.scaleway.com | \
        suspicious, class "c" is of csi.scaleway.com, whose provider has no node here (if one is of scaleway by another name, say platform: scaleway for it)
        a platform that is not here                | []                                               | pd.csi.storage.gke.io | \
        suspicious, class "c" is of pd.csi.storage.gke.io, whose provider has no node here (if one is of gcp by another name, say platform: gcp for it)
        a pool at zero nodes makes it one          | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp}}]}] | pd.csi.storage.gke.io | \
        gcp hard, class "c" of gcp (pd.csi.storage.gke.io)
        a pool without the label makes it none     | [{name: gcp, elasticPools: [{name: p, labels: {}}]}] | pd.csi.storage.gke.io | \
        suspicious, class "c" is of pd.csi.storage.gke.io, whose provider has no node here (if one is of gcp by another name, say platform: gcp for it)
        a file service is soft                     | []                                               | efs.csi.aws.com  | aws soft, class "c" of aws (efs.csi.aws.com)
        a neutral driver                           | []                                               | driver.longhorn.io | any
        a driver that nobody knows                 | []                                               | other.example/x  | \
        unknown, class "c" is of a driver that no provider is known for: other.example/x (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        the configuration beats the table          | [{name: hetzner, provisioners: [csi.scaleway.com]}] | csi.scaleway.com | hetzner hard, class "c" of hetzner (csi.scaleway.com)
        the configuration beats neutral            | [{name: hetzner, provisioners: [driver.longhorn.io]}] | driver.longhorn.io | \
        hetzner hard, class "c" of hetzner (driver.longhorn.io)
        what is configured is hard                 | [{name: hetzner, provisioners: [efs.csi.aws.com]}] | efs.csi.aws.com | hetzner hard, class "c" of hetzner (efs.csi.aws.com)
        what is configured as a file service is soft | [{name: hetzner, fileProvisioners: [x.example]}] | x.example | hetzner soft, class "c" of hetzner (x.example)
        a file service beats the table             | [{name: aws, fileProvisioners: [ebs.csi.aws.com]}] | ebs.csi.aws.com | aws hetzner soft, class "c" of aws or hetzner (ebs.csi.aws.com)
        a file service beats neutral               | [{name: hetzner, fileProvisioners: [nfs.csi.k8s.io]}] | nfs.csi.k8s.io | hetzner soft, class "c" of hetzner (nfs.csi.k8s.io)
        block storage of one, a file service of another | [{name: hetzner, fileProvisioners: [x.example]}, {name: scaleway, provisioners: [x.example]}] | x.example | \
        hetzner scaleway hard, class "c" of hetzner or scaleway (x.example)
        it may be configured for two               | [{name: hetzner, provisioners: [x.example]}, {name: scaleway, provisioners: [x.example]}] | x.example | \
        hetzner scaleway hard, class "c" of hetzner or scaleway (x.example)
        one of them has no node                    | [{name: gcp, provisioners: [x.example]}, {name: scaleway, provisioners: [x.example]}] | x.example | \
        scaleway hard, class "c" of scaleway (x.example)
        none of them has a node                    | [{name: gcp, provisioners: [x.example]}]         | x.example        | \
        suspicious, class "c" is of x.example, whose provider has no node here
        """)
    void homeByConfigurationAndTable(String sentence, String providers, String driver, String expected) {
        assertThat(home(providers, driver)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        it joins what the configuration gave       | [{name: hetzner, provisioners: [acme.example/foo]}] | acme.example/foo | \
        aws hetzner hard, class "c" of aws or hetzner (acme.example/foo)
        of another row of the table it doesn't join a platform | []                                   | ebs.csi.aws.com  | aws hard, class "c" of aws (ebs.csi.aws.com)
        of no row it joins a platform              | [{name: hetzner, platform: cellar}]              | ebs.csi.aws.com  | \
        aws hetzner hard, class "c" of aws or hetzner (ebs.csi.aws.com)
        it joins no platform that is not here      | [{name: hetzner, platform: cellar}, {name: aws, platform: cellar}] | ebs.csi.aws.com | \
        suspicious, class "c" is of ebs.csi.aws.com, which nodes of hetzner register, though no provider here is of aws: say platform: aws for hetzner
        it makes no home of an unknown driver      | []                                               | acme.example/foo | \
        unknown, class "c" is of a driver that no provider is known for: acme.example/foo (name it under a provider's provisioners or fileProvisioners, or annotate the class kosmos-admission.io/provider: any)
        nor of a neutral one                       | []                                               | rbd.csi.ceph.com | any
        """)
    void registrationJoins(String sentence, String providers, String driver, String expected) {
        assertThat(home(providers, driver)).isEqualTo(expected);
    }

    /** Nobody said of which platform cellar is. */
    private static final String CELLAR = """
            {apiVersion: v1, kind: Node, metadata: {name: ovh-1, labels: {provider: ovh}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: aws-1, labels: {provider: aws}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: cel-1, labels: {provider: cellar}}}
            ---
            {apiVersion: v1, kind: Node, metadata: {name: cel-2, labels: {provider: cellar}}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        of a platform of many companies any may be  | []                                     | -            | cinder.csi.openstack.org | cellar ovh hard
        its file service too                        | []                                     | -            | nfs.manila.csi.openstack.org | cellar ovh soft
        of a platform of one company none is        | []                                     | -            | ebs.csi.aws.com          | aws hard
        unless its node shows it                    | []                                     | cel-1 ebs.csi.aws.com | ebs.csi.aws.com | aws cellar hard
        a node that registers the driver            | []                                     | cel-1 cinder.csi.openstack.org | cinder.csi.openstack.org | cellar ovh hard
        a node without it is not all                | []                                     | cel-1 -      | cinder.csi.openstack.org | cellar ovh hard
        all nodes without it                        | []                                     | cel-1 -, cel-2 - | cinder.csi.openstack.org | ovh hard
        all nodes with others                       | []                                     | cel-1 a.example, cel-2 b.example | cinder.csi.openstack.org | ovh hard
        a pool has no node that lacks it            | [{name: attic, elasticPools: [{name: p, labels: {provider: attic}}]}] | cel-1 -, cel-2 - | cinder.csi.openstack.org | attic ovh hard
        nobody is known to be of it                 | [{name: ovh, platform: aws}]           | cel-1 cinder.csi.openstack.org | cinder.csi.openstack.org | suspicious
        what is configured is not joined so         | [{name: ovh, provisioners: [cinder.csi.openstack.org]}] | - | cinder.csi.openstack.org | ovh hard
        """)
    void platformOfManyCompanies(String sentence, String providers, String registered, String driver, String expected) {
        StringBuilder manifests = new StringBuilder(CELLAR);
        for (String row : registered.equals("-") ? new String[0] : registered.split(", ")) {
            String[] words = row.split(" ");
            manifests
                    .append("---\n{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: ")
                    .append(words[0])
                    .append("}, spec: {drivers: [")
                    .append(words[1].equals("-") ? "" : "{name: " + words[1] + "}")
                    .append("]}}\n");
        }
        Inventory inventory = GivenCluster.inventory("providers: " + providers, manifests.toString());
        assertThat(ResultText.brief(new DriverHomes(inventory).of(driver, "storage")))
                .isEqualTo(expected);
    }

    private static String home(String providers, String driver) {
        Inventory inventory = GivenCluster.inventory("providers: " + providers, REGISTERED);
        return ResultText.of(new DriverHomes(inventory).of(driver, "class \"c\""));
    }
}
