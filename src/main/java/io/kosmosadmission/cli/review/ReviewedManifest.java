package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What admission says of one manifest.
 *
 * @param namespace empty for objects without one
 * @param name may be empty
 * @param before what was reviewed; for a workload the pod that it would give without us
 * @param object the result; for a workload the pod that it would give
 * @param steps the steps of the judgement on volumes, for people
 */
public record ReviewedManifest(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        ReviewAnswer answer,
        JsonNode before,
        JsonNode object,
        List<String> steps) {

    public ReviewedManifest {
        steps = List.copyOf(steps);
    }

    /** Returns the outcome for tools; absent fields are left out. */
    public ObjectNode toTree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", apiVersion).put("kind", kind);
        if (!namespace.isEmpty()) {
            tree.put("namespace", namespace);
        }
        tree.put("name", name).put("decision", answer.decision());
        answer.code().ifPresent(code -> tree.put("code", code));
        answer.message().ifPresent(message -> tree.put("message", message));
        answer.warnings().forEach(tree.putArray("warnings")::add);
        answer.rule().ifPresent(rule -> tree.put("rule", rule));
        tree.set("patch", answer.patch());
        tree.set("object", object);
        return tree;
    }
}
