package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.io.IOException;
import java.util.Optional;

/** Reads a PersistentVolumeClaim, or a template for one. */
public final class ClaimReader {

    private ObjectMeta metadata = MetadataReader.none();
    private Optional<String> storageClassName = Optional.empty();
    private String volumeName = "";
    private Optional<DataSource> dataSource = Optional.empty();
    private Optional<DataSource> dataSourceRef = Optional.empty();
    private String volumeAttributesClassName = "";
    private final TraitsReader traits = new TraitsReader();
    private boolean selective;

    private ClaimReader() {}

    public static PersistentVolumeClaim read(JsonParser parser) throws IOException {
        ClaimReader reader = new ClaimReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "spec" -> reader.spec(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new PersistentVolumeClaim(
                reader.metadata,
                reader.storageClassName,
                reader.volumeName,
                reader.dataSourceRef.or(() -> reader.dataSource), // the newer field can say all that the older can
                reader.volumeAttributesClassName,
                reader.traits.read(),
                reader.selective);
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "storageClassName" ->
                    storageClassName = parser.currentToken() == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.of(Shape.string(parser));
                case "volumeName" -> volumeName = Shape.string(parser);
                case "dataSource" -> dataSource = source(parser);
                case "dataSourceRef" -> dataSourceRef = source(parser);
                case "volumeAttributesClassName" -> volumeAttributesClassName = Shape.string(parser);
                case "selector" -> {
                    selective = parser.currentToken() != JsonToken.VALUE_NULL;
                    parser.skipChildren();
                }
                case "resources" -> traits.requests(parser);
                default -> traits.field(field, parser);
            }
        }
    }

    private static Optional<DataSource> source(JsonParser parser) throws IOException {
        String apiGroup = "";
        String kind = "";
        String namespace = "";
        String name = "";
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "apiGroup" -> apiGroup = Shape.string(parser);
                    case "kind" -> kind = Shape.string(parser);
                    case "namespace" -> namespace = Shape.string(parser);
                    case "name" -> name = Shape.string(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new DataSource(apiGroup, kind, namespace, name));
    }
}
