package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What admission says of one manifest. name and namespace may be empty. object is the result; of a workload, the pod that
 * it would give. steps are those of the judgement on volumes.
 */
public record ReviewedManifest(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        ReviewAnswer answer,
        JsonNode object,
        List<String> steps) {

    public ReviewedManifest {
        steps = List.copyOf(steps);
    }

    /** For tools: what is absent is left out. */
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
