package io.kosmosadmission.kube;

/** How snapshots are made, and by which CSI driver; each driver may have a default class. */
public record VolumeSnapshotClass(String name, String driver, boolean isDefault) implements KubernetesObject {

    public static final String DEFAULT_ANNOTATION = "snapshot.storage.kubernetes.io/is-default-class";
}
