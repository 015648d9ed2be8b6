package io.kosmosadmission.kube;

/**
 * A snapshot of a claim's volume. It names the claim that it is taken of or, made beforehand, its content;
 * boundVolumeSnapshotContentName is of its status. volumeSnapshotClassName is empty for the default class of the claim's
 * driver.
 */
public record VolumeSnapshot(
        String namespace,
        String name,
        String persistentVolumeClaimName,
        String volumeSnapshotContentName,
        String volumeSnapshotClassName,
        String boundVolumeSnapshotContentName)
        implements KubernetesObject {

    /** Its API group, that of its contents and classes too. */
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

    /** The content that it is bound to or names; empty while neither is known. */
    public String contentName() {
        return boundVolumeSnapshotContentName.isEmpty() ? volumeSnapshotContentName : boundVolumeSnapshotContentName;
    }
}
