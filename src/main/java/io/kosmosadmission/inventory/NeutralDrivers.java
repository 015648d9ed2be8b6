package io.kosmosadmission.inventory;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The drivers whose volumes belong to no provider: network storage, node-local volumes, storage made inside the
 * cluster. Their names are those of the list of drivers at kubernetes-csi.github.io/docs/drivers.html, or stand in the
 * place that is named above them.
 */
public final class NeutralDrivers {

    private static final Set<String> NAMES = Set.of(
            // Shares of any server; github.com/kubernetes-csi, github.com/kubernetes-sigs, github.com/beegfs
            "nfs.csi.k8s.io",
            "smb.csi.k8s.io",
            "k8s-sigs.io/nfs-subdir-external-provisioner",
            "beegfs.csi.netapp.com",
            // Storage made of the nodes' own disks or machines
            "driver.longhorn.io",
            "rbd.csi.ceph.com",
            "cephfs.csi.ceph.com",
            "nfs.csi.ceph.com",
            "rook.io/filesystem",
            "openebs.io/local",
            "openebs.io/provisioner-iscsi",
            "local.csi.openebs.io",
            "zfs.csi.openebs.io",
            "cstor.csi.openebs.io",
            "io.openebs.csi-mayastor",
            "linstor.csi.linbit.com",
            "csi.juicefs.com",
            "seaweedfs-csi-driver",
            "pxd.portworx.com",
            "csi.spdk.io",
            "csi.cubefs.com",
            // Volumes of one node: github.com/hwameistor/hwameistor, github.com/kubevirt/hostpath-provisioner,
            // github.com/canonical/microk8s-core-addons, github.com/kubernetes-sigs/alibaba-cloud-csi-driver
            "kubernetes.io/no-provisioner",
            "rancher.io/local-path",
            "hostpath.csi.k8s.io",
            "topolvm.io",
            "topolvm.cybozu.com",
            "lvm.hwameistor.io",
            "disk.hwameistor.io",
            "kubevirt.io.hostpath-provisioner",
            "kubevirt.io/hostpath-provisioner",
            "microk8s.io/hostpath",
            "localplugin.csi.alibabacloud.com",
            // Arrays and storage software that stand beside a cluster, by their makers' documentation
            "csi.trident.netapp.io",
            "csi-powermax.dellemc.com",
            "csi-isilon.dellemc.com",
            "csi-powerstore.dellemc.com",
            "csi-unity.dellemc.com",
            "csi-vxflexos.dellemc.com",
            "csi.hpe.com",
            "csi.huawei.com",
            "csi.san.synology.com",
            "csi-driver.storpool.com",
            "csi.weka.io",
            "csi.vastdata.com",
            "block.csi.ibm.com",
            "spectrumscale.csi.ibm.com",
            // In-tree provisioners of Kubernetes before 1.26
            "kubernetes.io/portworx-volume",
            "kubernetes.io/rbd",
            "kubernetes.io/glusterfs",
            "kubernetes.io/quobyte",
            "kubernetes.io/scaleio",
            "kubernetes.io/storageos",
            // Buckets whose driver doesn't say s3; Alibaba's, Tencent's, Google's and Huawei's documentation,
            // github.com/ofek/csi-gcs
            "ossplugin.csi.alibabacloud.com",
            "com.tencent.cloud.csi.cosfs",
            "gcsfuse.csi.storage.gke.io",
            "gcs.csi.ofek.dev",
            "obs.csi.huaweicloud.com",
            "obs.csi.everest.io",
            // Secrets and certificates that look like volumes; github.com/cert-manager, github.com/spiffe/spiffe-csi
            "secrets-store.csi.k8s.io",
            "csi.cert-manager.io",
            "spiffe.csi.cert-manager.io",
            "csi.spiffe.io");

    // The operator of such a driver puts its own namespace before the driver's name: rook-ceph.rbd.csi.ceph.com. An NFS
    // provisioner is called after its release: cluster.local/team-a-nfs-subdir-external-provisioner.
    private static final List<String> ENDINGS = List.of(
            ".rbd.csi.ceph.com",
            ".cephfs.csi.ceph.com",
            ".nfs.csi.ceph.com",
            "-nfs-subdir-external-provisioner",
            "-nfs-server-provisioner");

    // github.com/democratic-csi/democratic-csi has a driver for each kind of server: org.democratic-csi.freenas-nfs.
    private static final List<String> BEGINNINGS = List.of("cluster.local/nfs-", "org.democratic-csi.");

    // Drivers for buckets come from many vendors, each with a name of its own: s3.csi.aws.com, ru.yandex.s3.csi,
    // ch.ctrox.csi.s3-driver, ibm.io/ibmc-s3fs.
    private static final Pattern BUCKETS = Pattern.compile("(^|[./-])s3(fs)?([./-]|$)");

    private NeutralDrivers() {}

    public static boolean contains(String driver) {
        return NAMES.contains(driver)
                || BEGINNINGS.stream().anyMatch(driver::startsWith)
                || ENDINGS.stream().anyMatch(driver::endsWith)
                || BUCKETS.matcher(driver).find();
    }
}
