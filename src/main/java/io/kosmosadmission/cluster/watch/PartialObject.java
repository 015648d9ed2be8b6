package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.reading.ReceivedObject;
import java.util.Optional;

/**
 * An object as an informer handles it: no typed model, only its namespace, name and version, and our own record of it,
 * whatever its kind. The annotation keeps the client's own deserializer, which its interfaces name, from making typed
 * models of a list's items.
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class PartialObject implements HasMetadata {

    private final String namespace;
    private final String name;
    /** A String as it was read, or a Long from the informer's store. */
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

    /** Makes one without an object: an informer asks its store for the name only, and seldom for the version. */
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

    /**
     * Returns our record of the object; empty where it can't be read, and where this comes from the informer's store.
     */
    public Optional<? extends KubernetesObject> object() {
        return object;
    }

    /** Returns why the object can't be read; empty where it can. */
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
     * Makes the metadata with each call. An ObjectMeta is ten times as large as these three values, and after a list an
     * informer makes partial objects of everything in its store at once.
     */
    @Override
    public ObjectMeta getMetadata() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace.isEmpty() ? null : namespace);
        metadata.setName(name);
        metadata.setResourceVersion(resourceVersion());
        return metadata;
    }

    /** Throws: nothing sets it, since our own deserializers make partial objects. */
    @Override
    public void setMetadata(ObjectMeta metadata) {
        throw new UnsupportedOperationException("a partial object's metadata is read with it");
    }

    /** Returns an empty string: the informer knows the kind, so the object needn't. */
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
