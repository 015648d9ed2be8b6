package io.kosmosadmission.kube;

import java.util.Optional;

/**
 * A claim, or the template of one. dataSource is its dataSourceRef or, where it has none, its dataSource;
 * volumeAttributesClassName is empty where it names no such class.
 */
public record PersistentVolumeClaim(
        ObjectMeta metadata,
        Optional<String> storageClassName,
        String volumeName,
        Optional<DataSource> dataSource,
        String volumeAttributesClassName)
        implements ReviewedObject {

    /** Older than the field, and it still wins over it. */
    public static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    /** The class asked for: absent is the default class, empty is none at all (static volumes only). */
    public Optional<String> requestedClass() {
        String annotated = metadata.annotations().get(CLASS_ANNOTATION);
        return annotated != null ? Optional.of(annotated) : storageClassName;
    }

    public PersistentVolumeClaim named(String namespace, String name) {
        ObjectMeta meta = new ObjectMeta(
                namespace,
                name,
                "",
                "",
                metadata.labels(),
                metadata.annotations(),
                metadata.ownerReferences(),
                "",
                false);
        return withMetadata(meta);
    }

    public PersistentVolumeClaim inNamespace(String namespace) {
        return metadata.namespace().equals(namespace) ? this : withMetadata(metadata.withNamespace(namespace));
    }

    private PersistentVolumeClaim withMetadata(ObjectMeta other) {
        return new PersistentVolumeClaim(other, storageClassName, volumeName, dataSource, volumeAttributesClassName);
    }
}
