package io.kosmosadmission.realcluster.objects;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What kubectl prints with {@code -o json}. */
public final class Json {

    private static final List<String> SET_BY_SERVER =
            List.of("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation");

    private Json() {}

    /** Of a list. */
    public static List<JsonObject> items(String list) {
        return objects(new JsonObject(list).getJsonArray("items"));
    }

    /** An absent array has none. */
    public static List<JsonObject> objects(JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(JsonObject.class::cast).toList();
    }

    public static String name(JsonObject object) {
        return object.getJsonObject("metadata").getString("name");
    }

    public static Map<String, String> labels(JsonObject object) {
        return strings(object, "labels");
    }

    public static Map<String, String> annotations(JsonObject object) {
        return strings(object, "annotations");
    }

    private static Map<String, String> strings(JsonObject object, String field) {
        Map<String, String> strings = new TreeMap<>();
        object.getJsonObject("metadata")
                .getJsonObject(field, new JsonObject())
                .forEach(entry -> strings.put(entry.getKey(), (String) entry.getValue()));
        return strings;
    }

    /** The object as a backup holds it: without what the API server, the scheduler and an owner that isn't restored wrote. */
    public static JsonObject export(JsonObject stored) {
        JsonObject export = stored.copy();
        JsonObject metadata = export.getJsonObject("metadata");
        SET_BY_SERVER.forEach(metadata::remove);
        metadata.remove("ownerReferences");
        export.remove("status");
        if (export.getJsonObject("spec") != null) {
            export.getJsonObject("spec").remove("nodeName");
        }
        return export;
    }
}
