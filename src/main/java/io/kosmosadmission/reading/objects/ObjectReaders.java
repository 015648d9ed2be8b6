package io.kosmosadmission.reading.objects;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the reader of each kind. A reader takes a parser that stands on an object's start, and leaves it on its end.
 */
public final class ObjectReaders {

    private static final Map<Kind<?>, Shape.ElementReader<?>> READERS = readers();

    private ObjectReaders() {}

    private static Map<Kind<?>, Shape.ElementReader<?>> readers() {
        Map<Kind<?>, Shape.ElementReader<?>> readers = new HashMap<>();
        put(readers, Kind.NODE, NodeReader::node);
        put(readers, Kind.CSI_NODE, NodeReader::csiNode);
        put(readers, Kind.NAMESPACE, NodeReader::namespace);
        put(readers, Kind.STORAGE_CLASS, StorageReader::storageClass);
        put(readers, Kind.PERSISTENT_VOLUME, StorageReader::volume);
        put(readers, Kind.PERSISTENT_VOLUME_CLAIM, ClaimReader::read);
        put(readers, Kind.VOLUME_SNAPSHOT, SnapshotReader::snapshot);
        put(readers, Kind.VOLUME_SNAPSHOT_CONTENT, SnapshotReader::content);
        put(readers, Kind.VOLUME_SNAPSHOT_CLASS, SnapshotReader::snapshotClass);
        put(readers, Kind.SERVICE, ServiceReader::read);
        put(readers, Kind.VOLUME_ATTRIBUTES_CLASS, StorageReader::attributesClass);
        // The names under requests and limits are always read here: a later configuration may ask for them.
        put(readers, Kind.POD, parser -> StoredPod.of(PodReader.read(parser, true)));
        for (WorkloadKind kind : WorkloadKind.values()) {
            put(readers, Kind.of(kind), parser -> StoredWorkload.of(WorkloadReader.read(parser, kind, true)));
        }
        return Map.copyOf(readers);
    }

    private static <T extends KubernetesObject> void put(
            Map<Kind<?>, Shape.ElementReader<?>> readers, Kind<T> kind, Shape.ElementReader<T> reader) {
        readers.put(kind, reader);
    }

    /** Returns the reader of the kind; empty for a kind that has none. */
    @SuppressWarnings("unchecked")
    public static <T extends KubernetesObject> Optional<Shape.ElementReader<T>> of(Kind<T> kind) {
        return Optional.ofNullable((Shape.ElementReader<T>) READERS.get(kind));
    }
}
