package io.kosmosadmission.kube;

/**
 * A snapshot of a claim's volume. It names the claim that it is taken from, or its content where that was made
 * beforehand. boundVolumeSnapshotContentName is read from its status; volumeSnapshotClassName is empty for the default
 * class of the claim's driver.
 */
public record VolumeSnapshot(
        String namespace,
        String name,
        String persistentVolumeClaimName,
        String volumeSnapshotContentName,
        String volumeSnapshotClassName,
        String boundVolumeSnapshotContentName)
        implements KubernetesObject {

    /** The API group of snapshots, and of their contents and classes. */
    public static final String GROUP = "snapshot.storage.k8s.io";

    public VolumeSnapshot inNamespace(String other) {
        return namespace.equals(other)
                ? this
                : new VolumeSnapshot(
                        other,
                        name,
                        persistentVolumeClaimName,
                        volumeSnapshotContentName,
                        volumeSnapshotClassName,
                        boundVolumeSnapshotContentName);
    }

    /**
     * Returns the name of the content that the snapshot is bound to, else of the one that it names; empty while neither
     * is known.
     */
    public String contentName() {
        return boundVolumeSnapshotContentName.isEmpty() ? volumeSnapshotContentName : boundVolumeSnapshotContentName;
    }
}
