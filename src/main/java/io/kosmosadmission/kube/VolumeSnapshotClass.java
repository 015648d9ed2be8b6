package io.kosmosadmission.kube;

/** A class of snapshots: how they are made, and by which CSI driver. Each driver may have a default class. */
public record VolumeSnapshotClass(String name, String driver, boolean isDefault) implements KubernetesObject {

    public static final String DEFAULT_ANNOTATION = "snapshot.storage.kubernetes.io/is-default-class";
}
