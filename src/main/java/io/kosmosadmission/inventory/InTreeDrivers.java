package io.kosmosadmission.inventory;

import java.util.Map;

/**
 * The CSI drivers that do the work of Kubernetes' own plugins of old (CSI migration). Classes and volumes go on naming the
 * plugin; nodes register the driver.
 */
public final class InTreeDrivers {

    private static final Map<String, String> MIGRATED = Map.of(
            "kubernetes.io/aws-ebs", "ebs.csi.aws.com",
            "kubernetes.io/gce-pd", "pd.csi.storage.gke.io",
            "kubernetes.io/azure-disk", "disk.csi.azure.com",
            "kubernetes.io/azure-file", "file.csi.azure.com",
            "kubernetes.io/cinder", "cinder.csi.openstack.org",
            "kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com",
            "kubernetes.io/portworx-volume", "pxd.portworx.com");

    private InTreeDrivers() {}

    /** Returns the name under which nodes register the driver. */
    public static String registeredName(String driver) {
        return MIGRATED.getOrDefault(driver, driver);
    }
}
