package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.inventory.LoadBalancers;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.reading.ManifestReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** Goes through an object and replaces the names in it. The names of fields tell what is one. */
final class Renaming {

    private static final Set<String> NODE_KINDS = Set.of("Node", "CSINode");

    private static final Set<String> KEPT = Set.of("apiVersion", "kind", "uid", "drivers");

    /** What has a key and a value, as a label has. */
    private static final Set<String> TAINTS = Set.of("taints", "tolerations");

    private static final Set<String> NAMES = Set.of(
            "name",
            "generateName",
            "namespace",
            "namespaces",
            "claimName",
            "volumeName",
            "storageClassName",
            "volumeAttributesClassName",
            "volumeSnapshotClassName",
            "boundVolumeSnapshotContentName",
            "persistentVolumeClaimName",
            "volumeSnapshotContentName",
            "volumeHandle",
            "snapshotHandle",
            "schedulerName",
            "hostIP",
            "priorityClassName",
            "persistentVolumeName");

    private static final Set<String> LABELS = Set.of("labels", "matchLabels", "nodeSelector", "attachLabels");
    private static final Set<String> EXPRESSIONS = Set.of("matchExpressions", "matchLabelExpressions");

    private static final Set<String> TOLERATION = Set.of("key", "operator", "value", "effect", "tolerationSeconds");
    private static final ObjectReader WHOLE = Trees.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String UNREADABLE = "-";

    private final Names names;

    Renaming(Names names) {
        this.names = names;
    }

    /** Renames in the object itself, and returns it. */
    ObjectNode of(ObjectNode object) {
        String kind = object.path("kind").asText();
        if (kind.equals("ConfigMap")) {
            ObjectNode data = object.withObjectProperty("data");
            data.put(
                    ManifestReader.RULES_KEY,
                    names.rules(data.path(ManifestReader.RULES_KEY).asText()));
            return object;
        }
        ObjectNode metadata = object.withObjectProperty("metadata");
        String name = metadata.path("name").asText();
        String node = object.at("/spec/nodeName").asText();
        fields(object);
        if (kind.equals("CSIDriver")) {
            metadata.put("name", name);
        } else if (NODE_KINDS.contains(kind)) {
            metadata.put("name", names.node(name));
        } else if (!node.isEmpty() && name.endsWith("-" + node)) {
            String own = name.substring(0, name.length() - node.length());
            metadata.put("name", names.name(own) + names.node(node));
        }
        return object;
    }

    private void fields(ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!KEPT.contains(name)) {
                object.set(name, renamed(name, value, object));
            }
        }
    }

    private JsonNode renamed(String field, JsonNode value, ObjectNode parent) {
        boolean isNode = field.equals("nodeName")
                || (field.equals("name") && parent.path("kind").asText().equals("Node"));
        if (isNode) {
            return TextNode.valueOf(names.node(value.asText()));
        }
        if (field.equals("loadBalancerClass")) {
            return TextNode.valueOf(loadBalancerClass(value.asText()));
        }
        if (TAINTS.contains(field)) {
            value.forEach(this::taint);
            return value;
        }
        if (field.equals("providerID")) {
            return TextNode.valueOf(providerID(value.asText()));
        }
        if (field.equals("annotations") && value.isObject()) {
            return annotations((ObjectNode) value);
        }
        if (value.isObject() && (LABELS.contains(field) || isSelectorOfLabels(field, value))) {
            return labels((ObjectNode) value);
        }
        if (EXPRESSIONS.contains(field)) {
            value.forEach(this::expression);
            return value;
        }
        if (field.equals("matchFields")) {
            value.forEach(expression -> replace(expression, names::node));
            return value;
        }
        return plain(field, value);
    }

    private JsonNode plain(String field, JsonNode value) {
        if (value.isTextual()) {
            return NAMES.contains(field) ? TextNode.valueOf(names.name(value.asText())) : value;
        }
        if (value.isArray()) {
            ArrayNode list = (ArrayNode) value;
            for (int i = 0; i < list.size(); i++) {
                list.set(i, plain(field, list.get(i)));
            }
            return list;
        }
        if (value.isObject()) {
            fields((ObjectNode) value);
        }
        return value;
    }

    /** As a Service has it: labels, and not what a selector has elsewhere. */
    private static boolean isSelectorOfLabels(String field, JsonNode value) {
        return field.equals("selector") && !value.has("matchLabels") && !value.has("matchExpressions");
    }

    private ObjectNode labels(ObjectNode labels) {
        for (Map.Entry<String, JsonNode> label : List.copyOf(labels.properties())) {
            labels.put(label.getKey(), value(label.getKey(), label.getValue().asText()));
        }
        return labels;
    }

    String value(String key, String value) {
        return names.keepsLabel(key, value) ? value : names.name(value);
    }

    void expression(JsonNode expression) {
        String key = expression.path("key").asText();
        replace(expression, value -> value(key, value));
    }

    /** Renames the value of a taint, or of what tolerates one. */
    void taint(JsonNode taint) {
        if (taint.path("value").isTextual()) {
            String key = taint.path("key").asText();
            ((ObjectNode) taint).put("value", value(key, taint.get("value").asText()));
        }
    }

    /** What a class begins with tells whose controller serves it. */
    private String loadBalancerClass(String name) {
        boolean isKnown =
                LoadBalancers.isOfNoCloud(name) || LoadBalancers.ofClass(name).isPresent();
        return isKnown ? name : names.name(name);
    }

    private static void replace(JsonNode expression, UnaryOperator<String> renamed) {
        if (expression.path("values").isArray()) {
            ArrayNode values = (ArrayNode) expression.get("values");
            List<String> others = new ArrayList<>();
            values.forEach(value -> others.add(renamed.apply(value.asText())));
            values.removeAll();
            others.forEach(values::add);
        }
    }

    private ObjectNode annotations(ObjectNode annotations) {
        for (Map.Entry<String, JsonNode> annotation : List.copyOf(annotations.properties())) {
            String value = annotation.getValue().asText();
            annotations.put(
                    annotation.getKey(),
                    switch (annotation.getKey()) {
                        case "volume.kubernetes.io/selected-node" -> names.node(value);
                        case "volume.beta.kubernetes.io/storage-class", "kosmos-admission.io/placed-by" ->
                            names.name(value);
                        case "kosmos-admission.io/placed", "kubernetes.io/config.mirror" -> "-";
                        case "kosmos-admission.io/provider" -> value;
                        case TolerationsWhitelist.ANNOTATION -> value.isEmpty() ? value : whitelist(value);
                        default -> pairs(value);
                    });
        }
        return annotations;
    }

    /** A list that can't be read must stay one that can't be. */
    private String whitelist(String value) {
        try {
            JsonNode list = WHOLE.readTree(value);
            for (JsonNode toleration : list) {
                if (!list.isArray() || !toleration.isObject()) {
                    return UNREADABLE;
                }
                ((ObjectNode) toleration).retain(TOLERATION);
                taint(toleration);
            }
            return list.isTextual() ? UNREADABLE : Trees.JSON.writeValueAsString(list);
        } catch (IOException wrong) {
            return UNREADABLE;
        }
    }

    /** Renames in labels as annotations name them: pairs with commas between, or a value alone. */
    private String pairs(String value) {
        StringJoiner pairs = new StringJoiner(",");
        for (String pair : value.split(",", -1)) {
            int equals = pair.indexOf('=');
            pairs.add(
                    equals < 0
                            ? names.name(pair)
                            : pair.substring(0, equals + 1)
                                    + value(pair.substring(0, equals), pair.substring(equals + 1)));
        }
        return pairs.toString();
    }

    /** The scheme tells the platform. */
    private String providerID(String id) {
        int end = id.indexOf("://");
        return end < 0 ? names.name(id) : id.substring(0, end + "://".length()) + names.name(id.substring(end + 3));
    }
}
