package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an object that are kept. A field without fields of its own is kept with all that is below it. */
final class FieldTree {

    private final Map<String, FieldTree> fields = new LinkedHashMap<>();

    /** Each path is the names of fields from the object down, with a space between; lists count for nothing. */
    static FieldTree of(List<String> paths) {
        FieldTree root = new FieldTree();
        for (String path : paths) {
            FieldTree at = root;
            for (String field : path.split(" ")) {
                at = at.fields.computeIfAbsent(field, unseen -> new FieldTree());
            }
        }
        return root;
    }

    /** Returns a copy of the value with the kept fields alone. */
    JsonNode kept(JsonNode value) {
        if (fields.isEmpty()) {
            return value;
        }
        if (value.isArray()) {
            ArrayNode list = ((ArrayNode) value).arrayNode(value.size());
            value.forEach(element -> list.add(kept(element)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = ((ObjectNode) value).objectNode();
        fields.forEach((name, below) -> {
            JsonNode field = value.get(name);
            if (field != null && !field.isNull()) {
                object.set(name, below.kept(field));
            }
        });
        return object;
    }
}
