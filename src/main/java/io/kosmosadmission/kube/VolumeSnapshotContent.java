package io.kosmosadmission.kube;

/**
 * What a snapshot is in its storage system. driver is the CSI driver's name; snapshotNamespace and snapshotName are its
 * volumeSnapshotRef; volumeHandle is the volume that it was taken of, as its driver names it, empty where it was imported.
 */
public record VolumeSnapshotContent(
        String name, String driver, String snapshotNamespace, String snapshotName, String volumeHandle)
        implements KubernetesObject {}
