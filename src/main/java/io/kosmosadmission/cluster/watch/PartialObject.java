package io.kosmosadmission.cluster.watch;

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
public abstract class PartialObject<T> implements HasMetadata {

    private String namespace = "";
    private String name = "";
    /** A text, or the number that it is. */
    private Object resourceVersion = "";

    private transient Optional<T> object = Optional.empty();
    private String unreadable = "";

    final void set(WatchedObject<T> read) {
        name(read.namespace(), read.name(), read.resourceVersion());
        object = read.object();
        unreadable = read.unreadable();
    }

    final void name(String itsNamespace, String itsName, String version) {
        namespace = itsNamespace;
        name = itsName;
        resourceVersion = version;
    }

    /** An informer asks its store for no more than this, and mostly not for the version. */
    final void name(String itsNamespace, String itsName, long version) {
        namespace = itsNamespace;
        name = itsName;
        resourceVersion = version;
    }

    final String resourceVersion() {
        return resourceVersion.toString();
    }

    /** Absent where it can't be read, and where the object was found to be gone. */
    public final Optional<T> object() {
        return object;
    }

    /** Why it can't be read; empty where it can. */
    final String unreadable() {
        return unreadable;
    }

    final String namespace() {
        return namespace;
    }

    final String name() {
        return name;
    }

    /**
     * Made each time: one is ten times as large as what it says, and an informer that has listed its kind makes a slice of
     * every object that its store knows, all at once.
     */
    @Override
    public final ObjectMeta getMetadata() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace.isEmpty() ? null : namespace);
        metadata.setName(name);
        metadata.setResourceVersion(resourceVersion());
        return metadata;
    }

    /** Nobody sets it: slices are made by our own deserializers. */
    @Override
    public final void setMetadata(ObjectMeta metadata) {
        throw new UnsupportedOperationException("a slice's metadata is read with it");
    }

    /** The class says it. */
    @Override
    public final void setApiVersion(String version) {}
}
