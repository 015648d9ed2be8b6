package io.kosmosadmission.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Objects of manifests, whatever their order.
 *
 * @param byName each by its apiVersion, kind, namespace and name
 */
public record ManifestObjects(Map<String, JsonNode> byName) {

    public ManifestObjects {
        byName = new TreeMap<>(byName);
    }

    /** Of YAML documents; an error where two of them are the same object. */
    public static ManifestObjects read(String text) {
        return of(InstalledManifests.documents(text).stream()
                .filter(document -> !document.isEmpty())
                .toList());
    }

    static ManifestObjects of(List<JsonNode> objects) {
        return new ManifestObjects(objects.stream()
                .collect(Collectors.toMap(
                        object -> object.path("apiVersion").asText() + " "
                                + object.path("kind").asText() + " "
                                + object.at("/metadata/namespace").asText() + "/"
                                + object.at("/metadata/name").asText(),
                        object -> object)));
    }

    /** The object of that kind and name; missing where there is none. */
    public JsonNode find(String kind, String name) {
        return byName.entrySet().stream()
                .filter(entry -> entry.getKey().contains(" " + kind + " ")
                        && entry.getKey().endsWith("/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /**
     * The fields of each, a line each, to compare. kubectl doubles line breaks within folded text (lines of an expression), which
     * mean nothing: here it is one.
     */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        byName.forEach((name, object) -> put(fields, name, object));
        return fields;
    }

    private static void put(Map<String, String> fields, String path, JsonNode value) {
        if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                put(fields, path + "/" + i, value.get(i));
            }
        } else if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> put(fields, path + "/" + field.getKey(), field.getValue()));
        } else {
            fields.put(path, value.toString().replaceAll("(\\\\n)+", "\\\\n"));
        }
    }
}
