package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.io.IOException;
import java.util.Optional;

/** Reads a PersistentVolumeClaim, or the template of one. */
final class ClaimReader {

    private ObjectMeta metadata = MetadataReader.none();
    private Optional<String> storageClassName = Optional.empty();
    private String volumeName = "";

    private ClaimReader() {}

    static PersistentVolumeClaim read(JsonParser parser) throws IOException {
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
        return new PersistentVolumeClaim(reader.metadata, reader.storageClassName, reader.volumeName);
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
                default -> parser.skipChildren();
            }
        }
    }
}
