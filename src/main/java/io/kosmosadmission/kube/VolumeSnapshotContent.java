package io.kosmosadmission.kube;

/**
 * A snapshot in its storage system. driver is the CSI driver's name; snapshotNamespace and snapshotName are the
 * content's volumeSnapshotRef; volumeHandle is the driver's name of the volume that it was taken from, empty for an
 * imported snapshot.
 */
public record VolumeSnapshotContent(
        String name, String driver, String snapshotNamespace, String snapshotName, String volumeHandle)
        implements KubernetesObject {}
