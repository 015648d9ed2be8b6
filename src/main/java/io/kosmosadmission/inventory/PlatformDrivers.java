package io.kosmosadmission.inventory;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * The drivers of each row of {@link Platform}, with the place where their names are written. Block storage is attached
 * to a machine and so is bound to the platform (hard); file services are reached over the network (soft). A driver that
 * starts with {@code *.} stands for any name that differs from it only before its first dot.
 */
final class PlatformDrivers {

    private static final String ANY_NAME = "*";

    private static final Map<String, Platform> BLOCK = Map.ofEntries(
            // github.com/scaleway/scaleway-csi
            entry("csi.scaleway.com", Platform.scaleway),
            // github.com/kubernetes-sigs/aws-ebs-csi-driver, EKS Auto Mode user guide, kubernetes/csi-translation-lib
            entry("ebs.csi.aws.com", Platform.aws),
            entry("ebs.csi.eks.amazonaws.com", Platform.aws),
            entry("kubernetes.io/aws-ebs", Platform.aws),
            // github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver
            entry("pd.csi.storage.gke.io", Platform.gcp),
            entry("kubernetes.io/gce-pd", Platform.gcp),
            // github.com/kubernetes-sigs/azuredisk-csi-driver
            entry("disk.csi.azure.com", Platform.azure),
            entry("kubernetes.io/azure-disk", Platform.azure),
            // github.com/kubernetes/cloud-provider-openstack
            entry("cinder.csi.openstack.org", Platform.openstack),
            entry("kubernetes.io/cinder", Platform.openstack),
            // github.com/hetznercloud/csi-driver
            entry("csi.hetzner.cloud", Platform.hetzner),
            // github.com/digitalocean/csi-digitalocean, which had the second name until 0.4
            entry("dobs.csi.digitalocean.com", Platform.digitalocean),
            entry("com.digitalocean.csi.dobs", Platform.digitalocean),
            // github.com/vultr/vultr-csi, which had the second name at first
            entry("block.csi.vultr.com", Platform.vultr),
            entry("vultrbs.csi.driver.com", Platform.vultr),
            // github.com/linode/linode-blockstorage-csi-driver
            entry("linodebs.csi.linode.com", Platform.linode),
            // github.com/exoscale/exoscale-csi-driver
            entry("csi.exoscale.com", Platform.exoscale),
            // github.com/kubernetes-sigs/ibm-vpc-block-csi-driver; classic infrastructure: storage classes say ibm.io,
            // the flexVolumes that are made from them say ibm
            entry("vpc.block.csi.ibm.io", Platform.ibm),
            entry("ibm.io/ibmc-block", Platform.ibm),
            entry("ibm/ibmc-block", Platform.ibm),
            // github.com/oracle/oci-cloud-controller-manager, whose drivers may bear a handle in front
            entry("blockvolume.csi.oraclecloud.com", Platform.oracle),
            entry("*.blockvolume.csi.oraclecloud.com", Platform.oracle),
            entry("oracle.com/oci", Platform.oracle),
            // github.com/kubernetes-sigs/alibaba-cloud-csi-driver
            entry("diskplugin.csi.alibabacloud.com", Platform.alibaba),
            entry("ensplugin.csi.alibabacloud.com", Platform.alibaba),
            // github.com/TencentCloud/kubernetes-csi-tencentcloud
            entry("com.tencent.cloud.csi.cbs", Platform.tencent),
            // github.com/UpCloudLtd/upcloud-csi
            entry("storage.csi.upcloud.com", Platform.upcloud),
            // github.com/civo/civo-csi
            entry("csi.civo.com", Platform.civo),
            // github.com/kubernetes-sigs/vsphere-csi-driver
            entry("csi.vsphere.vmware.com", Platform.vsphere),
            entry("kubernetes.io/vsphere-volume", Platform.vsphere),
            // github.com/cloudscale-ch/csi-cloudscale, which had the second name until 1.0
            entry("csi.cloudscale.ch", Platform.cloudscale),
            entry("ch.cloudscale.csi", Platform.cloudscale),
            // github.com/outscale/osc-bsu-csi-driver
            entry("bsu.csi.outscale.com", Platform.outscale),
            // IONOS Cloud Managed Kubernetes' documentation
            entry("cloud.ionos.com", Platform.ionos),
            // github.com/stackitcloud/cloud-provider-stackit
            entry("block-storage.csi.stackit.cloud", Platform.stackit),
            // github.com/huaweicloud/huaweicloud-csi-driver; Cloud Container Engine's documentation (Everest)
            entry("evs.csi.huaweicloud.com", Platform.huawei),
            entry("disk.csi.everest.io", Platform.huawei),
            // Yandex Managed Service for Kubernetes' documentation; github.com/flant/yandex-csi-driver
            entry("disk-csi-driver.mks.ycloud.io", Platform.yandex),
            entry("yandex.csi.flant.com", Platform.yandex),
            // github.com/volcengine/volcengine-csi-driver
            entry("ebs.csi.volcengine.com", Platform.volcengine),
            // github.com/cloudstack/cloudstack-csi-driver
            entry("csi.cloudstack.apache.org", Platform.cloudstack),
            // github.com/bizflycloud/csi-bizflycloud
            entry("volume.csi.bizflycloud.vn", Platform.bizfly),
            // github.com/nutanix/helm, chart nutanix-csi-storage: the second name was the only one before 2.2
            entry("csi.nutanix.com", Platform.nutanix),
            entry("com.nutanix.csi", Platform.nutanix),
            // github.com/sergelogvinov/proxmox-csi-plugin
            entry("csi.proxmox.sinextra.dev", Platform.proxmox),
            // github.com/kubevirt/csi-driver
            entry("csi.kubevirt.io", Platform.kubevirt),
            // github.com/vmware/cloud-director-named-disk-csi-driver
            entry("named-disk.csi.cloud-director.vmware.com", Platform.cloudDirector),
            // github.com/OpenNebula/cloud-provider-opennebula
            entry("csi.opennebula.io", Platform.opennebula),
            // github.com/kubernetes-sigs/ibm-powervs-block-csi-driver
            entry("powervs.csi.ibm.com", Platform.ibmPowerVS));

    private static final Map<String, Platform> FILE = Map.ofEntries(
            // Scaleway's documentation of File Storage
            entry("filestorage.csi.scaleway.com", Platform.scaleway),
            // github.com/kubernetes-sigs/aws-efs-csi-driver, aws-fsx-csi-driver, aws-fsx-openzfs-csi-driver
            entry("efs.csi.aws.com", Platform.aws),
            entry("fsx.csi.aws.com", Platform.aws),
            entry("fsx.openzfs.csi.aws.com", Platform.aws),
            // github.com/kubernetes-sigs/gcp-filestore-csi-driver; GKE's documentation of Managed Lustre, Parallelstore
            entry("filestore.csi.storage.gke.io", Platform.gcp),
            entry("com.google.csi.filestore", Platform.gcp),
            entry("lustre.csi.storage.gke.io", Platform.gcp),
            entry("parallelstore.csi.storage.gke.io", Platform.gcp),
            // github.com/kubernetes-sigs/azurefile-csi-driver, blob-csi-driver, azurelustre-csi-driver
            entry("file.csi.azure.com", Platform.azure),
            entry("blob.csi.azure.com", Platform.azure),
            entry("azurelustre.csi.azure.com", Platform.azure),
            entry("kubernetes.io/azure-file", Platform.azure),
            // github.com/kubernetes/cloud-provider-openstack, whose driver bears the protocol in front: nfs, cephfs
            entry("manila.csi.openstack.org", Platform.openstack),
            entry("*.manila.csi.openstack.org", Platform.openstack),
            // IBM Cloud Kubernetes Service's documentation; classic infrastructure as for block storage
            entry("vpc.file.csi.ibm.io", Platform.ibm),
            entry("ibm.io/ibmc-file", Platform.ibm),
            entry("ibm/ibmc-file", Platform.ibm),
            // github.com/oracle/oci-cloud-controller-manager, whose drivers may bear a handle in front
            entry("fss.csi.oraclecloud.com", Platform.oracle),
            entry("*.fss.csi.oraclecloud.com", Platform.oracle),
            entry("lustre.csi.oraclecloud.com", Platform.oracle),
            entry("*.lustre.csi.oraclecloud.com", Platform.oracle),
            // github.com/kubernetes-sigs/alibaba-cloud-csi-driver; the provisioner before it was alicloud/nas
            entry("nasplugin.csi.alibabacloud.com", Platform.alibaba),
            entry("povplugin.csi.alibabacloud.com", Platform.alibaba),
            entry("bmcpfsplugin.csi.alibabacloud.com", Platform.alibaba),
            entry("alicloud/nas", Platform.alibaba),
            // github.com/TencentCloud/kubernetes-csi-tencentcloud
            entry("com.tencent.cloud.csi.cfs", Platform.tencent),
            entry("com.tencent.cloud.csi.cfsturbo", Platform.tencent),
            entry("com.tencent.cloud.csi.chdfs", Platform.tencent),
            // github.com/huaweicloud/huaweicloud-csi-driver; Cloud Container Engine's documentation (Everest)
            entry("sfs.csi.huaweicloud.com", Platform.huawei),
            entry("sfsturbo.csi.huaweicloud.com", Platform.huawei),
            entry("nas.csi.everest.io", Platform.huawei),
            entry("sfsturbo.csi.everest.io", Platform.huawei),
            // github.com/volcengine/volcengine-csi-driver
            entry("nas.csi.volcengine.com", Platform.volcengine),
            // github.com/bizflycloud/csi-bizflycloud
            entry("fs.csi.bizflycloud.vn", Platform.bizfly));

    private PlatformDrivers() {}

    static Optional<Platform> ofBlock(String driver) {
        return find(BLOCK, driver);
    }

    static Optional<Platform> ofFile(String driver) {
        return find(FILE, driver);
    }

    private static Optional<Platform> find(Map<String, Platform> drivers, String driver) {
        Platform exact = drivers.get(driver);
        if (exact != null) {
            return Optional.of(exact);
        }
        int dot = driver.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(drivers.get(ANY_NAME + driver.substring(dot)));
    }
}
