package io.kosmosadmission.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The built-in table with a row for each cloud platform: its names, the prefixes of its nodes' providerID, its drivers,
 * and the prefixes of label keys that only its own nodes have. Block storage is attached to a machine and so is bound
 * to the platform (hard); file services are reached over the network (soft). A driver that starts with {@code *.}
 * stands for any name that differs from it only before its first dot.
 */
public enum Platform {
    scaleway(
            List.of("scaleway"),
            List.of("scaleway://"),
            List.of("csi.scaleway.com"),
            List.of("filestorage.csi.scaleway.com"),
            List.of("k8s.scaleway.com/", "topology.csi.scaleway.com/", "topology.filestorage.csi.scaleway.com/")),
    aws(
            List.of("aws"),
            List.of("aws://"),
            List.of("ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"),
            List.of("efs.csi.aws.com", "fsx.csi.aws.com"),
            List.of(
                    "eks.amazonaws.com/",
                    "k8s.amazonaws.com/",
                    "karpenter.k8s.aws/",
                    "topology.ebs.csi.aws.com/",
                    "topology.k8s.aws/")),
    gcp(
            List.of("gcp"),
            List.of("gce://"),
            List.of("pd.csi.storage.gke.io", "kubernetes.io/gce-pd"),
            List.of("filestore.csi.storage.gke.io", "com.google.csi.filestore", "gcsfuse.csi.storage.gke.io"),
            List.of("cloud.google.com/", "topology.gke.io/")),
    azure(
            List.of("azure"),
            List.of("azure://"),
            List.of("disk.csi.azure.com", "kubernetes.io/azure-disk"),
            List.of("file.csi.azure.com", "blob.csi.azure.com", "kubernetes.io/azure-file"),
            List.of("kubernetes.azure.com/", "topology.disk.csi.azure.com/")),
    openstack(
            List.of("openstack", "ovh"),
            List.of("openstack://"),
            List.of("cinder.csi.openstack.org", "kubernetes.io/cinder"),
            List.of("manila.csi.openstack.org", "nfs.manila.csi.openstack.org"),
            List.of("topology.cinder.csi.openstack.org/", "topology.manila.csi.openstack.org/")),
    hetzner(
            List.of("hetzner", "hcloud"),
            List.of("hcloud://", "hrobot://"),
            List.of("csi.hetzner.cloud"),
            List.of(),
            List.of("csi.hetzner.cloud/", "instance.hetzner.cloud/")),
    digitalocean(
            List.of("digitalocean"),
            List.of("digitalocean://"),
            List.of("dobs.csi.digitalocean.com", "com.digitalocean.csi.dobs"),
            List.of(),
            List.of("doks.digitalocean.com/")),
    vultr(List.of("vultr"), List.of("vultr://"), List.of("block.csi.vultr.com"), List.of(), List.of("vke.vultr.com/")),
    linode(
            List.of("linode", "akamai"),
            List.of("linode://"),
            List.of("linodebs.csi.linode.com"),
            List.of(),
            List.of("topology.linode.com/", "lke.linode.com/")),
    exoscale(
            List.of("exoscale"),
            List.of("exoscale://"),
            List.of("csi.exoscale.com"),
            List.of(),
            List.of("topology.csi.exoscale.com/", "node.exoscale.net/")),
    ibm(
            List.of("ibm"),
            List.of("ibm://"),
            // Storage classes say ibm.io; the flexVolumes that are made from them say ibm.
            List.of("vpc.block.csi.ibm.io", "ibm.io/ibmc-block", "ibm/ibmc-block"),
            List.of("vpc.file.csi.ibm.io", "ibm.io/ibmc-file", "ibm/ibmc-file"),
            List.of("ibm-cloud.kubernetes.io/")),
    oracle(
            List.of("oracle"),
            List.of("ocid1.instance", "oci://"),
            List.of("blockvolume.csi.oraclecloud.com", "*.blockvolume.csi.oraclecloud.com", "oracle.com/oci"),
            List.of("fss.csi.oraclecloud.com", "lustre.csi.oraclecloud.com"),
            List.of("oci.oraclecloud.com/")),
    alibaba(
            List.of("alibaba"),
            List.of(),
            List.of("diskplugin.csi.alibabacloud.com"),
            List.of(
                    "nasplugin.csi.alibabacloud.com",
                    "ossplugin.csi.alibabacloud.com",
                    "ensplugin.csi.alibabacloud.com",
                    "povplugin.csi.alibabacloud.com",
                    "bmcpfsplugin.csi.alibabacloud.com"),
            List.of("alibabacloud.com/", "topology.diskplugin.csi.alibabacloud.com/")),
    tencent(
            List.of("tencent"),
            List.of("qcloud://"),
            List.of("com.tencent.cloud.csi.cbs"),
            List.of(
                    "com.tencent.cloud.csi.cfs",
                    "com.tencent.cloud.csi.cfsturbo",
                    "com.tencent.cloud.csi.chdfs",
                    "com.tencent.cloud.csi.cosfs"),
            List.of("cloud.tencent.com/", "topology.com.tencent.cloud.csi.cbs/")),
    upcloud(List.of("upcloud"), List.of("upcloud://"), List.of("storage.csi.upcloud.com"), List.of(), List.of()),
    civo(List.of("civo"), List.of("civo://"), List.of("csi.civo.com"), List.of(), List.of("kubernetes.civo.com/")),
    vsphere(
            List.of("vsphere"),
            List.of("vsphere://"),
            List.of("csi.vsphere.vmware.com", "kubernetes.io/vsphere-volume"),
            List.of(),
            List.of("topology.csi.vmware.com/"));

    private static final String ANY_NAME = "*";

    private final List<String> names;
    private final List<String> providerIDPrefixes;
    private final List<String> blockDrivers;
    private final List<String> fileDrivers;
    private final List<String> labelPrefixes;

    Platform(
            List<String> names,
            List<String> providerIDPrefixes,
            List<String> blockDrivers,
            List<String> fileDrivers,
            List<String> labelPrefixes) {
        this.names = names;
        this.providerIDPrefixes = providerIDPrefixes;
        this.blockDrivers = blockDrivers;
        this.fileDrivers = fileDrivers;
        this.labelPrefixes = labelPrefixes;
    }

    /** Returns the platform that has this name or alternative name, compared exactly. */
    public static Optional<Platform> named(String name) {
        for (Platform platform : values()) {
            if (platform.names.contains(name)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the platform whose nodes have such a providerID. That is only a hint: Kosmos external nodes have no
     * providerID.
     */
    public static Optional<Platform> ofProviderID(String providerID) {
        for (Platform platform : values()) {
            if (platform.providerIDPrefixes.stream().anyMatch(providerID::startsWith)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    public static Optional<Platform> ofBlockDriver(String driver) {
        return Drivers.find(Drivers.BLOCK, driver);
    }

    public static Optional<Platform> ofFileDriver(String driver) {
        return Drivers.find(Drivers.FILE, driver);
    }

    /** Returns the platform whose nodes are the only ones with such a label key. */
    public static Optional<Platform> ofLabelKey(String key) {
        for (Platform platform : values()) {
            for (String prefix : platform.labelPrefixes) {
                if (key.startsWith(prefix)) {
                    return Optional.of(platform);
                }
            }
        }
        return Optional.empty();
    }

    /** Maps drivers to platforms, built once: every verdict on storage looks drivers up. */
    private static final class Drivers {
        static final Map<String, Platform> BLOCK = new TreeMap<>();
        static final Map<String, Platform> FILE = new TreeMap<>();

        static {
            for (Platform platform : values()) {
                platform.blockDrivers.forEach(driver -> BLOCK.put(driver, platform));
                platform.fileDrivers.forEach(driver -> FILE.put(driver, platform));
            }
        }

        static Optional<Platform> find(Map<String, Platform> drivers, String driver) {
            Platform exact = drivers.get(driver);
            if (exact != null) {
                return Optional.of(exact);
            }
            int dot = driver.indexOf('.');
            return dot < 0 ? Optional.empty() : Optional.ofNullable(drivers.get(ANY_NAME + driver.substring(dot)));
        }
    }
}
