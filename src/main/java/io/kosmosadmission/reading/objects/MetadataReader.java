package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads an object's metadata; skips managedFields, which make up most of its bytes, but where our annotation is. */
public final class MetadataReader {

    private static final ObjectMeta NONE = ObjectMeta.named("", "");

    private MetadataReader() {}

    static ObjectMeta none() {
        return NONE;
    }

    /**
     * The metadata, whether it has a map of annotations, even an empty one, and whether the creator sent the
     * one that tells a placement.
     */
    record Annotated(ObjectMeta metadata, boolean hasAnnotations, boolean broughtPlacement) {}

    public static ObjectMeta read(JsonParser parser) throws IOException {
        return readAnnotated(parser).metadata();
    }

    static Annotated readAnnotated(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return new Annotated(NONE, false, false);
        }
        boolean hasAnnotations = false;
        boolean broughtPlacement = false;
        String namespace = "";
        String name = "";
        String generateName = "";
        String uid = "";
        String created = "";
        boolean deleting = false;
        Map<String, String> labels = Map.of();
        Map<String, String> annotations = Map.of();
        List<OwnerReference> owners = List.of();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "namespace" -> namespace = Shape.string(parser);
                case "name" -> name = Shape.string(parser);
                case "generateName" -> generateName = Shape.string(parser);
                case "uid" -> uid = Shape.string(parser);
                case "creationTimestamp" -> created = Shape.string(parser);
                case "deletionTimestamp" -> deleting = parser.currentToken() != JsonToken.VALUE_NULL;
                case "labels" -> labels = Shape.strings(parser);
                case "annotations" -> {
                    hasAnnotations = parser.currentToken() != JsonToken.VALUE_NULL;
                    annotations = Shape.strings(parser);
                }
                case "managedFields" -> {
                    // API servers write the annotations first.
                    if (annotations.containsKey(PlacementAnnotations.PLACED)) {
                        broughtPlacement = ManagedFieldsReader.namePlacement(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "ownerReferences" -> owners = Shape.list(parser, MetadataReader::owner);
                default -> parser.skipChildren();
            }
        }
        ObjectMeta metadata =
                new ObjectMeta(namespace, name, generateName, uid, labels, annotations, owners, created, deleting);
        return new Annotated(metadata, hasAnnotations, broughtPlacement);
    }

    private static OwnerReference owner(JsonParser parser) throws IOException {
        String apiVersion = "";
        String kind = "";
        String name = "";
        String uid = "";
        boolean controller = false;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "apiVersion" -> apiVersion = Shape.string(parser);
                    case "kind" -> kind = Shape.string(parser);
                    case "name" -> name = Shape.string(parser);
                    case "uid" -> uid = Shape.string(parser);
                    case "controller" -> controller = Shape.truth(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new OwnerReference(apiVersion, kind, name, uid, controller);
    }
}
