package io.kosmosadmission.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {

    private static final String NONE = "-";

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isKnownByTheNameThatItIsShownAs(Platform platform) {
        assertThat(Platform.named(platform.toString())).contains(platform);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        ovh            | openstack
        hcloud         | hetzner
        akamai         | linode
        cloud-director | cloud-director
        ibm-powervs    | ibm-powervs
        AWS            | -
        cloudDirector  | -
        telekom        | -
        """)
    void names(String name, String platform) {
        assertThat(text(Platform.named(name))).isEqualTo(platform);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        scaleway://instance/fr-par-1/0b6c                   | scaleway
        aws:///eu-west-3a/i-0123456789abcdef1               | aws
        aws:///eu-west-3b/1a2b3c/fargate-ip-10-0-0-1        | aws
        aws:///eu-west-2a/i-12345678                        | -
        osc:///eu-west-2a/i-12345678                        | outscale
        gce://shop/europe-west9-a/gke-1                     | gcp
        azure:///subscriptions/1                            | azure
        openstack:///0b6c                                   | openstack
        hcloud://1                                          | hetzner
        hrobot://1                                          | hetzner
        digitalocean://1                                    | digitalocean
        vultr://1                                           | vultr
        linode://1                                          | linode
        exoscale://1                                        | exoscale
        ibm://1///2/3                                       | ibm
        ocid1.instance.oc1.eu-frankfurt-1.a                 | oracle
        oci://ocid1.instance.oc1.eu-frankfurt-1.a           | oracle
        qcloud:///800002/ins-1                              | tencent
        upcloud:////1                                       | upcloud
        civo://1                                            | civo
        vsphere://1                                         | vsphere
        cloudscale://1                                      | cloudscale
        ionos://1                                           | ionos
        huaweicloud://1                                     | huawei
        external-cloudstack://1                             | cloudstack
        nutanix://1                                         | nutanix
        proxmox://region-1/100                              | proxmox
        kubevirt://vm-1                                     | kubevirt
        vmware-cloud-director://urn:vcloud:vm:1             | cloud-director
        k3s://node-1                                        | -
        cn-hangzhou.i-1                                     | -
        """)
    void providerIDs(String providerID, String platform) {
        assertThat(text(Platform.ofProviderID(providerID))).isEqualTo(platform);
    }

    @Test
    void aNodeWithoutAProviderIDIsOfNone() {
        assertThat(Platform.ofProviderID("")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
        k8s.scaleway.com/pool-name                       | scaleway
        topology.ebs.csi.eks.amazonaws.com/zone          | aws
        eks.amazonaws.com/nodegroup                      | aws
        topology.gke.io/zone                             | gcp
        topology.disk.csi.azure.com/zone                 | azure
        topology.manila.csi.openstack.org/zone           | openstack
        csi.hetzner.cloud/location                       | hetzner
        csi.cloudscale.ch/zone                           | cloudscale
        topology.bsu.csi.outscale.com/zone               | outscale
        topology.block-storage.csi.stackit.cloud/zone    | stackit
        topology.evs.csi.huaweicloud.com/zone            | huawei
        topology.sfsturbo.csi.huaweicloud.com/zone       | huawei
        topology.csi.cloudstack.apache.org/zone          | cloudstack
        topology.volume.csi.bizflycloud.vn/zone          | bizfly
        topology.fs.csi.bizflycloud.vn/zone              | bizfly
        topology.powervs.csi.ibm.com/disk-type           | ibm-powervs
        k8s.scaleway.com                                 | -
        my.k8s.scaleway.com/pool-name                    | -
        topology.kubernetes.io/zone                      | -
        region                                           | -
        """)
    void labelKeys(String key, String platform) {
        assertThat(text(Platform.ofLabelKey(key))).isEqualTo(platform);
    }

    private static String text(Optional<Platform> platform) {
        return platform.map(Platform::toString).orElse(NONE);
    }
}
