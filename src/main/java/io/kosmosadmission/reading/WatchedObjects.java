package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.objects.ClaimReader;
import io.kosmosadmission.reading.objects.MetadataTap;
import io.kosmosadmission.reading.objects.NodeReader;
import io.kosmosadmission.reading.objects.PodReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.reading.objects.SnapshotReader;
import io.kosmosadmission.reading.objects.StorageReader;
import io.kosmosadmission.reading.objects.WorkloadReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads what an API server sends, list items, watch events and single objects alike, by the readers that reviews and
 * manifests are read with. Each takes a parser that stands on the object's start and leaves it on its end. One object
 * that can't be read must not hold up all others, so that is no exception here; broken JSON is.
 */
public final class WatchedObjects {

    private WatchedObjects() {}

    public static WatchedObject<Node> node(JsonParser parser) throws IOException {
        return read(parser, NodeReader::node);
    }

    public static WatchedObject<CSINode> csiNode(JsonParser parser) throws IOException {
        return read(parser, NodeReader::csiNode);
    }

    public static WatchedObject<Namespace> namespace(JsonParser parser) throws IOException {
        return read(parser, NodeReader::namespace);
    }

    public static WatchedObject<StorageClass> storageClass(JsonParser parser) throws IOException {
        return read(parser, StorageReader::storageClass);
    }

    public static WatchedObject<PersistentVolume> volume(JsonParser parser) throws IOException {
        return read(parser, StorageReader::volume);
    }

    public static WatchedObject<PersistentVolumeClaim> claim(JsonParser parser) throws IOException {
        return read(parser, ClaimReader::read);
    }

    public static WatchedObject<VolumeSnapshot> snapshot(JsonParser parser) throws IOException {
        return read(parser, SnapshotReader::snapshot);
    }

    public static WatchedObject<VolumeSnapshotContent> snapshotContent(JsonParser parser) throws IOException {
        return read(parser, SnapshotReader::content);
    }

    public static WatchedObject<VolumeSnapshotClass> snapshotClass(JsonParser parser) throws IOException {
        return read(parser, SnapshotReader::snapshotClass);
    }

    public static WatchedObject<VolumeAttributesClass> attributesClass(JsonParser parser) throws IOException {
        return read(parser, StorageReader::attributesClass);
    }

    /** With the names under its containers' requests and limits: some match may come to ask for them. */
    public static WatchedObject<PodView> pod(JsonParser parser) throws IOException {
        return read(parser, it -> PodReader.read(it, true));
    }

    /** As {@link #pod} reads the pods of its template. */
    public static WatchedObject<Workload> workload(JsonParser parser, WorkloadKind kind) throws IOException {
        return read(parser, it -> WorkloadReader.read(it, kind, true));
    }

    private static <T> WatchedObject<T> read(JsonParser parser, Shape.ElementReader<T> reader) throws IOException {
        MetadataTap tap = new MetadataTap(parser);
        try {
            T object = reader.read(tap);
            return new WatchedObject<>(tap.namespace(), tap.name(), tap.resourceVersion(), Optional.of(object), "");
        } catch (UnreadableException wrong) {
            tap.finish();
            return new WatchedObject<>(
                    tap.namespace(), tap.name(), tap.resourceVersion(), Optional.empty(), wrong.getMessage());
        }
    }
}
