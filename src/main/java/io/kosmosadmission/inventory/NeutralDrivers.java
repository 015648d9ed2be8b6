package io.kosmosadmission.inventory;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The drivers whose volumes belong to no provider: network storage, node-local volumes, storage made inside the
 * cluster.
 */
public final class NeutralDrivers {

    private static final Set<String> NAMES = Set.of(
            "nfs.csi.k8s.io",
            "smb.csi.k8s.io",
            "k8s-sigs.io/nfs-subdir-external-provisioner",
            "driver.longhorn.io",
            "rbd.csi.ceph.com",
            "cephfs.csi.ceph.com",
            "nfs.csi.ceph.com",
            "rancher.io/local-path",
            "openebs.io/local",
            "local.csi.openebs.io",
            "zfs.csi.openebs.io",
            "cstor.csi.openebs.io",
            "io.openebs.csi-mayastor",
            "topolvm.io",
            "topolvm.cybozu.com",
            "linstor.csi.linbit.com",
            "csi.juicefs.com",
            "seaweedfs-csi-driver",
            "csi.trident.netapp.io",
            "pxd.portworx.com",
            "kubernetes.io/portworx-volume",
            "hostpath.csi.k8s.io",
            "secrets-store.csi.k8s.io",
            "kubernetes.io/no-provisioner",
            "localplugin.csi.alibabacloud.com");

    // The operator of such a driver puts its own namespace before the driver's name: rook-ceph.rbd.csi.ceph.com.
    private static final List<String> ENDINGS =
            List.of(".rbd.csi.ceph.com", ".cephfs.csi.ceph.com", ".nfs.csi.ceph.com");

    // Drivers for buckets come from many vendors, each with a name of its own: s3.csi.aws.com, ru.yandex.s3.csi,
    // ch.ctrox.csi.s3-driver.
    private static final Pattern BUCKETS = Pattern.compile("(^|[./-])s3([./-]|$)");

    private NeutralDrivers() {}

    public static boolean contains(String driver) {
        return NAMES.contains(driver)
                || driver.startsWith("cluster.local/nfs-")
                || ENDINGS.stream().anyMatch(driver::endsWith)
                || BUCKETS.matcher(driver).find();
    }
}
