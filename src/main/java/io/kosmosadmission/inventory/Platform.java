package io.kosmosadmission.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The built-in table with a row for each cloud platform: its names, the prefixes of its nodes' providerID, and the
 * prefixes of label keys that only its own nodes have. {@link PlatformDrivers} holds the drivers of each row. Above each
 * row stands where its providerID and labels are written: mostly its cloud controller manager and its CSI driver.
 */
public enum Platform {
    // github.com/scaleway/scaleway-cloud-controller-manager, github.com/scaleway/scaleway-csi
    scaleway(
            List.of("scaleway"),
            List.of("scaleway://"),
            List.of("k8s.scaleway.com/", "topology.csi.scaleway.com/", "topology.filestorage.csi.scaleway.com/")),
    // github.com/kubernetes/cloud-provider-aws, github.com/kubernetes-sigs/aws-ebs-csi-driver, EKS Auto Mode user guide
    aws(
            List.of("aws"),
            List.of("aws://"),
            List.of(
                    "eks.amazonaws.com/",
                    "k8s.amazonaws.com/",
                    "karpenter.k8s.aws/",
                    "topology.ebs.csi.aws.com/",
                    "topology.ebs.csi.eks.amazonaws.com/",
                    "topology.k8s.aws/")),
    // github.com/kubernetes/cloud-provider-gcp, github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver
    gcp(List.of("gcp"), List.of("gce://"), List.of("cloud.google.com/", "topology.gke.io/")),
    // github.com/kubernetes-sigs/cloud-provider-azure, github.com/kubernetes-sigs/azuredisk-csi-driver
    azure(List.of("azure"), List.of("azure://"), List.of("kubernetes.azure.com/", "topology.disk.csi.azure.com/")),
    // github.com/kubernetes/cloud-provider-openstack
    openstack(
            List.of("openstack", "ovh"),
            List.of("openstack://"),
            List.of("topology.cinder.csi.openstack.org/", "topology.manila.csi.openstack.org/")),
    // github.com/hetznercloud/hcloud-cloud-controller-manager, github.com/hetznercloud/csi-driver
    hetzner(
            List.of("hetzner", "hcloud"),
            List.of("hcloud://", "hrobot://"),
            List.of("csi.hetzner.cloud/", "instance.hetzner.cloud/")),
    // github.com/digitalocean/digitalocean-cloud-controller-manager
    digitalocean(List.of("digitalocean"), List.of("digitalocean://"), List.of("doks.digitalocean.com/")),
    // github.com/vultr/vultr-cloud-controller-manager
    vultr(List.of("vultr"), List.of("vultr://"), List.of("vke.vultr.com/")),
    // github.com/linode/linode-cloud-controller-manager, github.com/linode/linode-blockstorage-csi-driver
    linode(List.of("linode", "akamai"), List.of("linode://"), List.of("topology.linode.com/", "lke.linode.com/")),
    // github.com/exoscale/exoscale-cloud-controller-manager, github.com/exoscale/exoscale-csi-driver
    exoscale(List.of("exoscale"), List.of("exoscale://"), List.of("topology.csi.exoscale.com/", "node.exoscale.net/")),
    // IBM Cloud Kubernetes Service's documentation
    ibm(List.of("ibm"), List.of("ibm://"), List.of("ibm-cloud.kubernetes.io/")),
    // github.com/oracle/oci-cloud-controller-manager
    oracle(List.of("oracle"), List.of("ocid1.instance", "oci://"), List.of("oci.oraclecloud.com/")),
    // github.com/kubernetes/cloud-provider-alibaba-cloud; its providerID is <region>.<instance>, without a scheme
    alibaba(List.of("alibaba"), List.of(), List.of("alibabacloud.com/", "topology.diskplugin.csi.alibabacloud.com/")),
    // github.com/TencentCloud/tencentcloud-cloud-controller-manager,
    // github.com/TencentCloud/kubernetes-csi-tencentcloud
    tencent(
            List.of("tencent"),
            List.of("qcloud://"),
            List.of("cloud.tencent.com/", "topology.com.tencent.cloud.csi.cbs/")),
    // github.com/UpCloudLtd/upcloud-csi; its nodes' only label of place is region
    upcloud(List.of("upcloud"), List.of("upcloud://"), List.of()),
    // github.com/civo/civo-cloud-controller-manager
    civo(List.of("civo"), List.of("civo://"), List.of("kubernetes.civo.com/")),
    // github.com/kubernetes/cloud-provider-vsphere, github.com/kubernetes-sigs/vsphere-csi-driver
    vsphere(List.of("vsphere"), List.of("vsphere://"), List.of("topology.csi.vmware.com/")),
    // github.com/cloudscale-ch/cloudscale-cloud-controller-manager, github.com/cloudscale-ch/csi-cloudscale
    cloudscale(List.of("cloudscale"), List.of("cloudscale://"), List.of("csi.cloudscale.ch/")),
    // github.com/outscale/cloud-provider-osc, which takes aws:// as well; github.com/outscale/osc-bsu-csi-driver
    outscale(List.of("outscale"), List.of("osc://"), List.of("topology.bsu.csi.outscale.com/")),
    // IONOS Cloud Managed Kubernetes' documentation
    ionos(List.of("ionos"), List.of("ionos://"), List.of()),
    // github.com/stackitcloud/cloud-provider-stackit; its providerID is OpenStack's
    stackit(List.of("stackit"), List.of(), List.of("topology.block-storage.csi.stackit.cloud/")),
    // github.com/huaweicloud/huaweicloud-cloud-controller-manager, github.com/huaweicloud/huaweicloud-csi-driver
    huawei(
            List.of("huawei"),
            List.of("huaweicloud://"),
            List.of("topology.evs.csi.huaweicloud.com/", "topology.sfsturbo.csi.huaweicloud.com/")),
    // Yandex Managed Service for Kubernetes' documentation
    yandex(List.of("yandex"), List.of(), List.of()),
    // github.com/volcengine/volcengine-csi-driver
    volcengine(List.of("volcengine"), List.of(), List.of()),
    // github.com/apache/cloudstack-kubernetes-provider, github.com/cloudstack/cloudstack-csi-driver
    cloudstack(
            List.of("cloudstack"), List.of("external-cloudstack://"), List.of("topology.csi.cloudstack.apache.org/")),
    // github.com/bizflycloud/csi-bizflycloud
    bizfly(
            List.of("bizfly"),
            List.of(),
            List.of("topology.volume.csi.bizflycloud.vn/", "topology.fs.csi.bizflycloud.vn/")),
    // github.com/nutanix-cloud-native/cloud-provider-nutanix
    nutanix(List.of("nutanix"), List.of("nutanix://"), List.of()),
    // github.com/sergelogvinov/proxmox-cloud-controller-manager
    proxmox(List.of("proxmox"), List.of("proxmox://"), List.of()),
    // github.com/kubevirt/cloud-provider-kubevirt
    kubevirt(List.of("kubevirt"), List.of("kubevirt://"), List.of()),
    // github.com/vmware/cloud-provider-for-cloud-director
    cloudDirector(List.of("cloud-director"), List.of("vmware-cloud-director://"), List.of()),
    // github.com/OpenNebula/cloud-provider-opennebula
    opennebula(List.of("opennebula"), List.of(), List.of()),
    // github.com/kubernetes-sigs/ibm-powervs-block-csi-driver
    ibmPowerVS(List.of("ibm-powervs"), List.of(), List.of("topology.powervs.csi.ibm.com/"));

    /**
     * How the providerID of an Outscale machine may begin and end, for the sake of programs written for AWS. Instances
     * of AWS had such short ids until 2018, so that nobody can tell whose this is.
     */
    private static final Pattern OF_AWS_OR_OUTSCALE = Pattern.compile("aws://.*/i-[0-9a-f]{8}");

    private final List<String> names;
    private final List<String> providerIDPrefixes;
    private final List<String> labelPrefixes;

    Platform(List<String> names, List<String> providerIDPrefixes, List<String> labelPrefixes) {
        this.names = names;
        this.providerIDPrefixes = providerIDPrefixes;
        this.labelPrefixes = labelPrefixes;
    }

    /** Returns the platform that has this name or alternative name, compared exactly. */
    public static Optional<Platform> named(String name) {
        return Optional.ofNullable(Index.BY_NAME.get(name));
    }

    /** Returns the names of all platforms, alternative ones too, sorted. */
    public static List<String> names() {
        return Index.BY_NAME.keySet().stream().sorted().toList();
    }

    /**
     * Returns the platform whose nodes have such a providerID. That is only a hint: Kosmos external nodes have no
     * providerID.
     */
    public static Optional<Platform> ofProviderID(String providerID) {
        if (OF_AWS_OR_OUTSCALE.matcher(providerID).matches()) {
            return Optional.empty();
        }
        for (Platform platform : values()) {
            if (platform.providerIDPrefixes.stream().anyMatch(providerID::startsWith)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    public static Optional<Platform> ofBlockDriver(String driver) {
        return PlatformDrivers.ofBlock(driver);
    }

    public static Optional<Platform> ofFileDriver(String driver) {
        return PlatformDrivers.ofFile(driver);
    }

    /** Returns the platform whose nodes are the only ones with such a label key. */
    public static Optional<Platform> ofLabelKey(String key) {
        return Optional.ofNullable(Index.BY_LABEL_PREFIX.get(key.substring(0, key.indexOf('/') + 1)));
    }

    /**
     * Returns whether many companies offer this platform under their own names, so that a provider of any name may be
     * of it.
     */
    public boolean isSoldBySeveral() {
        return switch (this) {
            case openstack, vsphere, nutanix, proxmox, cloudstack, kubevirt -> true;
            default -> false;
        };
    }

    /** Returns the name by which the configuration knows the platform. */
    @Override
    public String toString() {
        return names.get(0);
    }

    /** Maps names and prefixes to platforms, built once: every review looks label keys up. */
    private static final class Index {
        static final Map<String, Platform> BY_NAME = new HashMap<>();
        static final Map<String, Platform> BY_LABEL_PREFIX = new HashMap<>();

        static {
            for (Platform platform : values()) {
                platform.names.forEach(name -> BY_NAME.put(name, platform));
                platform.labelPrefixes.forEach(prefix -> BY_LABEL_PREFIX.put(prefix, platform));
            }
        }
    }
}
