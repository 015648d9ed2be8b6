package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.WorkloadKind;
import java.util.Locale;

/** Names an object that a decision can rest on, or a finding be about. namespace is empty for objects of the whole cluster. */
public record ObjectKey(Kind kind, String namespace, String name) {

    public enum Kind {
        Namespace("v1"),
        Node("v1"),
        ConfigMap("v1"),
        StorageClass("storage.k8s.io/v1"),
        PersistentVolume("v1"),
        PersistentVolumeClaim("v1"),
        VolumeSnapshot("snapshot.storage.k8s.io/v1"),
        VolumeSnapshotContent("snapshot.storage.k8s.io/v1"),
        VolumeSnapshotClass("snapshot.storage.k8s.io/v1"),
        VolumeAttributesClass("storage.k8s.io/v1"),
        Pod("v1"),
        Deployment(WorkloadKind.Deployment.apiVersion()),
        StatefulSet(WorkloadKind.StatefulSet.apiVersion()),
        DaemonSet(WorkloadKind.DaemonSet.apiVersion()),
        ReplicaSet(WorkloadKind.ReplicaSet.apiVersion()),
        Job(WorkloadKind.Job.apiVersion()),
        CronJob(WorkloadKind.CronJob.apiVersion());

        private final String apiVersion;

        Kind(String apiVersion) {
            this.apiVersion = apiVersion;
        }

        public String apiVersion() {
            return apiVersion;
        }
    }

    public static ObjectKey namespace(String name) {
        return new ObjectKey(Kind.Namespace, "", name);
    }

    public static ObjectKey node(String name) {
        return new ObjectKey(Kind.Node, "", name);
    }

    public static ObjectKey configMap(String namespace, String name) {
        return new ObjectKey(Kind.ConfigMap, namespace, name);
    }

    public static ObjectKey claim(String namespace, String name) {
        return new ObjectKey(Kind.PersistentVolumeClaim, namespace, name);
    }

    public static ObjectKey volume(String name) {
        return new ObjectKey(Kind.PersistentVolume, "", name);
    }

    public static ObjectKey storageClass(String name) {
        return new ObjectKey(Kind.StorageClass, "", name);
    }

    public static ObjectKey snapshot(String namespace, String name) {
        return new ObjectKey(Kind.VolumeSnapshot, namespace, name);
    }

    public static ObjectKey snapshotContent(String name) {
        return new ObjectKey(Kind.VolumeSnapshotContent, "", name);
    }

    public static ObjectKey snapshotClass(String name) {
        return new ObjectKey(Kind.VolumeSnapshotClass, "", name);
    }

    public static ObjectKey attributesClass(String name) {
        return new ObjectKey(Kind.VolumeAttributesClass, "", name);
    }

    public static ObjectKey pod(String namespace, String name) {
        return new ObjectKey(Kind.Pod, namespace, name);
    }

    public static ObjectKey workload(WorkloadKind kind, String namespace, String name) {
        return new ObjectKey(Kind.valueOf(kind.name()), namespace, name);
    }

    /** For people: {@code persistentvolumeclaim "data"}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " \"" + name + "\"";
    }
}
