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
        suspicious, class "c" is of csi.scaleway.com, whose provider has no node here
        a platform that is not here                | []                                               | pd.csi.storage.gke.io | \
        suspicious, class "c" is of pd.csi.storage.gke.io, whose provider has no node here
        a pool at zero nodes makes it one          | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp}}]}] | pd.csi.storage.gke.io | \
        gcp hard, class "c" of gcp (pd.csi.storage.gke.io)
        a pool without the label makes it none     | [{name: gcp, elasticPools: [{name: p, labels: {}}]}] | pd.csi.storage.gke.io | \
        suspicious, class "c" is of pd.csi.storage.gke.io, whose provider has no node here
        a file service is soft                     | []                                               | efs.csi.aws.com  | aws soft, class "c" of aws (efs.csi.aws.com)
        a neutral driver                           | []                                               | driver.longhorn.io | any
        a driver that nobody knows                 | []                                               | other.example/x  | \
        unknown, class "c" is of a driver that no provider is known for: other.example/x
        the configuration beats the table          | [{name: hetzner, provisioners: [csi.scaleway.com]}] | csi.scaleway.com | hetzner hard, class "c" of hetzner (csi.scaleway.com)
        the configuration beats neutral            | [{name: hetzner, provisioners: [driver.longhorn.io]}] | driver.longhorn.io | \
        hetzner hard, class "c" of hetzner (driver.longhorn.io)
        what is configured is hard                 | [{name: hetzner, provisioners: [efs.csi.aws.com]}] | efs.csi.aws.com | hetzner hard, class "c" of hetzner (efs.csi.aws.com)
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
        suspicious, class "c" is of ebs.csi.aws.com, whose provider has no node here
        it makes no home of an unknown driver      | []                                               | acme.example/foo | \
        unknown, class "c" is of a driver that no provider is known for: acme.example/foo
        nor of a neutral one                       | []                                               | rbd.csi.ceph.com | any
        """)
    void registrationJoins(String sentence, String providers, String driver, String expected) {
        assertThat(home(providers, driver)).isEqualTo(expected);
    }

    private static String home(String providers, String driver) {
        Inventory inventory = GivenCluster.inventory("providers: " + providers, REGISTERED);
        return ResultText.of(new DriverHomes(inventory).of(driver, "class \"c\""));
    }
}
