package io.kosmosadmission.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A claim, or the template of one.
 *
 * @param dataSource the claim's dataSourceRef, or its dataSource where it has no dataSourceRef
 * @param volumeAttributesClassName empty where the claim names no such class
 * @param selective whether it has a selector of volumes, even an empty one
 */
public record PersistentVolumeClaim(
        ObjectMeta metadata,
        Optional<String> storageClassName,
        String volumeName,
        Optional<DataSource> dataSource,
        String volumeAttributesClassName,
        VolumeTraits traits,
        boolean selective)
        implements ReviewedObject {

    /** The annotation that is older than {@code spec.storageClassName}. The API server still lets it win. */
    public static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    /** The annotation by which the scheduler says for which node the claim's volume is to be made. */
    public static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    /** Returns the node for which the claim's volume is to be made; empty where none is chosen. */
    public String selectedNode() {
        return metadata.annotations().getOrDefault(SELECTED_NODE, "");
    }

    /**
     * Returns the class that the claim asks for: absent is the default class, an empty name is no class at all (static
     * volumes only).
     */
    public Optional<String> requestedClass() {
        String annotated = metadata.annotations().get(CLASS_ANNOTATION);
        return annotated != null ? Optional.of(annotated) : storageClassName;
    }

    /** Returns whether pods of several nodes are to write files there. */
    public boolean shared() {
        return traits.accessModes().contains("ReadWriteMany") && !traits.block();
    }

    /** Returns the claim as it was before a volume, or a node for one, was chosen for it. */
    public PersistentVolumeClaim unbound() {
        Map<String, String> annotations = new LinkedHashMap<>(metadata.annotations());
        annotations.remove(SELECTED_NODE);
        return new PersistentVolumeClaim(
                metadata.withAnnotations(annotations),
                storageClassName,
                "",
                dataSource,
                volumeAttributesClassName,
                traits,
                selective);
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
        return new PersistentVolumeClaim(
                other, storageClassName, volumeName, dataSource, volumeAttributesClassName, traits, selective);
    }
}
