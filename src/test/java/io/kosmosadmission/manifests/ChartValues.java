package io.kosmosadmission.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of k8s/chart: what each is without a word of the user's, and what the schema says of it. */
public final class ChartValues {
    private ChartValues() {}

    /** By their dotted names, in the order of values.yaml; what the schema describes as a whole is one value. */
    public static Map<String, JsonNode> leaves() {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        collect(Chart.file("values.yaml"), "", leaves);
        return leaves;
    }

    private static void collect(JsonNode values, String prefix, Map<String, JsonNode> leaves) {
        values.properties().forEach(field -> {
            String name = prefix + field.getKey();
            if (description(name).isEmpty() && field.getValue().isObject()) {
                collect(field.getValue(), name + ".", leaves);
            } else {
                leaves.put(name, field.getValue());
            }
        });
    }

    /** The schema's sentence; empty where it has none. */
    public static String description(String name) {
        return Chart.file("values.schema.json")
                .at("/properties/" + name.replace(".", "/properties/") + "/description")
                .asText();
    }

    /** The names of all values that the schema describes. */
    static List<String> described() {
        List<String> names = new ArrayList<>();
        collectDescribed(Chart.file("values.schema.json"), "", names);
        return names;
    }

    private static void collectDescribed(JsonNode schema, String prefix, List<String> names) {
        schema.path("properties").properties().forEach(field -> {
            if (field.getValue().has("description")) {
                names.add(prefix + field.getKey());
            } else {
                collectDescribed(field.getValue(), prefix + field.getKey() + ".", names);
            }
        });
    }
}
