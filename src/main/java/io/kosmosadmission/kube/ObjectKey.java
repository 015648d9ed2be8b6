package io.kosmosadmission.kube;

import java.util.Locale;

/**
 * Names an object that a decision rests on or a finding is about. namespace is empty for objects of the whole cluster.
 */
public record ObjectKey(Kind<?> kind, String namespace, String name) {

    public static ObjectKey namespace(String name) {
        return Kind.NAMESPACE.key("", name);
    }

    public static ObjectKey node(String name) {
        return Kind.NODE.key("", name);
    }

    public static ObjectKey csiNode(String node) {
        return Kind.CSI_NODE.key("", node);
    }

    public static ObjectKey configMap(String namespace, String name) {
        return Kind.CONFIG_MAP.key(namespace, name);
    }

    public static ObjectKey mutatingConfiguration(String name) {
        return Kind.MUTATING_CONFIGURATION.key("", name);
    }

    public static ObjectKey claim(String namespace, String name) {
        return Kind.PERSISTENT_VOLUME_CLAIM.key(namespace, name);
    }

    public static ObjectKey volume(String name) {
        return Kind.PERSISTENT_VOLUME.key("", name);
    }

    public static ObjectKey storageClass(String name) {
        return Kind.STORAGE_CLASS.key("", name);
    }

    public static ObjectKey snapshot(String namespace, String name) {
        return Kind.VOLUME_SNAPSHOT.key(namespace, name);
    }

    public static ObjectKey snapshotContent(String name) {
        return Kind.VOLUME_SNAPSHOT_CONTENT.key("", name);
    }

    public static ObjectKey snapshotClass(String name) {
        return Kind.VOLUME_SNAPSHOT_CLASS.key("", name);
    }

    public static ObjectKey attributesClass(String name) {
        return Kind.VOLUME_ATTRIBUTES_CLASS.key("", name);
    }

    public static ObjectKey pod(String namespace, String name) {
        return Kind.POD.key(namespace, name);
    }

    public static ObjectKey service(String namespace, String name) {
        return Kind.SERVICE.key(namespace, name);
    }

    public static ObjectKey workload(WorkloadKind kind, String namespace, String name) {
        return Kind.of(kind).key(namespace, name);
    }

    /** Returns the key for people: {@code persistentvolumeclaim "data"}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " \"" + name + "\"";
    }
}
