package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.reading.ReceivedObject;
import java.util.Optional;

/**
 * An object as an informer handles it: no typed model, only what names it and our own record, whatever its kind. Without the
 * annotation the client's own deserializer, inherited from its interfaces, would make typed models of a list's items.
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class PartialObject implements HasMetadata {

    private final String namespace;
    private final String name;
    /** A text, or the number that it is. */
    private final Object resourceVersion;

    private final transient Optional<? extends KubernetesObject> object;
    private final String unreadable;

    PartialObject(ReceivedObject<? extends KubernetesObject> received) {
        this.namespace = received.namespace();
        this.name = received.name();
        this.resourceVersion = received.resourceVersion();
        this.object = received.object();
        this.unreadable = received.unreadable();
    }

    /** Holds no object: an informer asks its store for no more than the name, and mostly not for the version. */
    PartialObject(String namespace, String name, long resourceVersion) {
        this.namespace = namespace;
        this.name = name;
        this.resourceVersion = resourceVersion;
        this.object = Optional.empty();
        this.unreadable = "";
    }

    String resourceVersion() {
        return resourceVersion.toString();
    }

    /** Absent where it can't be read, and where the object was found to be gone. */
    public Optional<? extends KubernetesObject> object() {
        return object;
    }

    /** Why it can't be read; empty where it can. */
    String unreadable() {
        return unreadable;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    /**
     * Made each time: one is ten times as large as what it says, and an informer that has listed its kind makes a partial
     * object of every object that its store knows, all at once.
     */
    @Override
    public ObjectMeta getMetadata() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace.isEmpty() ? null : namespace);
        metadata.setName(name);
        metadata.setResourceVersion(resourceVersion());
        return metadata;
    }

    /** Nobody sets it: partial objects are made by our own deserializers. */
    @Override
    public void setMetadata(ObjectMeta metadata) {
        throw new UnsupportedOperationException("a partial object's metadata is read with it");
    }

    /** The informer knows its kind; the object itself needn't. */
    @Override
    public String getKind() {
        return "";
    }

    @Override
    public String getApiVersion() {
        return "";
    }

    @Override
    public void setApiVersion(String version) {}
}
