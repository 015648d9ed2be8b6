package io.kosmosadmission.cluster;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.kosmosadmission.reading.WatchedObject;
import java.util.Optional;

/**
 * An object as an informer handles it: no typed model, only what names it and our own record. Without the annotation the
 * client's own deserializer, inherited from its interfaces, would make typed models of a list's items.
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
abstract class Slice<T> implements HasMetadata {

    private ObjectMeta metadata = new ObjectMeta();
    private transient Optional<T> object = Optional.empty();
    private String unreadable = "";

    final void set(WatchedObject<T> read) {
        name(read.namespace(), read.name(), read.resourceVersion());
        object = read.object();
        unreadable = read.unreadable();
    }

    /** An informer asks its store for no more than this. */
    final void name(String namespace, String name, String resourceVersion) {
        metadata.setNamespace(namespace.isEmpty() ? null : namespace);
        metadata.setName(name);
        metadata.setResourceVersion(resourceVersion);
    }

    /** Absent where it can't be read, and where the object was found to be gone. */
    final Optional<T> object() {
        return object;
    }

    /** Why it can't be read; empty where it can. */
    final String unreadable() {
        return unreadable;
    }

    final String namespace() {
        return metadata.getNamespace() == null ? "" : metadata.getNamespace();
    }

    final String name() {
        return metadata.getName();
    }

    @Override
    public final ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public final void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    /** The class says it. */
    @Override
    public final void setApiVersion(String version) {}
}
