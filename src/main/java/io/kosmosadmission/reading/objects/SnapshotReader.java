package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import java.io.IOException;

/** Reads VolumeSnapshots, their contents and their classes. */
public final class SnapshotReader {

    private ObjectMeta metadata = MetadataReader.none();
    private String driver = "";
    private String snapshotClassName = "";
    private String claimName = "";
    private String contentName = "";
    private String boundContentName = "";
    private String volumeHandle = "";
    private String snapshotNamespace = "";
    private String snapshotName = "";

    private SnapshotReader() {}

    public static VolumeSnapshot snapshot(JsonParser parser) throws IOException {
        SnapshotReader read = read(parser);
        return new VolumeSnapshot(
                read.metadata.namespace(),
                read.metadata.name(),
                read.claimName,
                read.contentName,
                read.snapshotClassName,
                read.boundContentName);
    }

    public static VolumeSnapshotContent content(JsonParser parser) throws IOException {
        SnapshotReader read = read(parser);
        return new VolumeSnapshotContent(
                read.metadata.name(), read.driver, read.snapshotNamespace, read.snapshotName, read.volumeHandle);
    }

    public static VolumeSnapshotClass snapshotClass(JsonParser parser) throws IOException {
        SnapshotReader read = read(parser);
        String isDefault = read.metadata.annotations().get(VolumeSnapshotClass.DEFAULT_ANNOTATION);
        return new VolumeSnapshotClass(read.metadata.name(), read.driver, "true".equals(isDefault));
    }

    /** Reads the fields of all three kinds; a field that two kinds have means the same in both. */
    private static SnapshotReader read(JsonParser parser) throws IOException {
        SnapshotReader reader = new SnapshotReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "driver" -> reader.driver = Shape.string(parser); // a class has no spec
                    case "spec" -> reader.spec(parser);
                    case "status" ->
                        reader.boundContentName = VolumeReader.string(parser, "boundVolumeSnapshotContentName")
                                .orElse("");
                    default -> parser.skipChildren();
                }
            }
        }
        return reader;
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "driver" -> driver = Shape.string(parser);
                case "volumeSnapshotClassName" -> snapshotClassName = Shape.string(parser);
                case "source" -> source(parser);
                case "volumeSnapshotRef" -> snapshotRef(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void source(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "persistentVolumeClaimName" -> claimName = Shape.string(parser);
                case "volumeSnapshotContentName" -> contentName = Shape.string(parser);
                case "volumeHandle" -> volumeHandle = Shape.string(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void snapshotRef(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "namespace" -> snapshotNamespace = Shape.string(parser);
                case "name" -> snapshotName = Shape.string(parser);
                default -> parser.skipChildren();
            }
        }
    }
}
