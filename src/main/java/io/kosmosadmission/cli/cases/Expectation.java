package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.ReviewAnswer;
import io.kosmosadmission.reading.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expect.yaml asks for. What it doesn't mention must be absent: code, message, warnings, errors. The status is
 * 200 then.
 */
record Expectation(
        Optional<String> decision,
        Optional<String> code,
        Optional<String> message,
        List<String> warnings,
        int status,
        List<String> errors) {

    static final int OK = 200;

    private static final Set<String> KEYS =
            Set.of("about", "decision", "code", "message", "warnings", "status", "errors");

    static Expectation read(ObjectNode tree) throws UnreadableException {
        Set<String> unknown = new TreeSet<>();
        tree.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new UnreadableException("expect.yaml: unknown: " + String.join(", ", unknown) + "; it knows "
                    + String.join(", ", new TreeSet<>(KEYS)));
        }
        if (text(tree, "about").map(String::isBlank).orElse(true)) {
            throw new UnreadableException("expect.yaml: about must say in a sentence what the case shows");
        }
        Optional<String> decision = text(tree, "decision");
        if (decision.isPresent() && !ReviewAnswer.DECISIONS.contains(decision.get())) {
            throw new UnreadableException(
                    "expect.yaml: decision must be one of " + String.join(", ", ReviewAnswer.DECISIONS));
        }
        return new Expectation(
                decision,
                text(tree, "code"),
                text(tree, "message"),
                texts(tree, "warnings"),
                status(tree),
                texts(tree, "errors"));
    }

    private static int status(ObjectNode tree) throws UnreadableException {
        JsonNode status = tree.path("status");
        if (status.isMissingNode()) {
            return OK;
        }
        if (!status.isInt()) {
            throw new UnreadableException("expect.yaml: status must be a number");
        }
        return status.asInt();
    }

    private static Optional<String> text(ObjectNode tree, String key) throws UnreadableException {
        JsonNode value = tree.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new UnreadableException("expect.yaml: " + key + " must be a text");
        }
        return Optional.of(value.asText().strip());
    }

    private static List<String> texts(ObjectNode tree, String key) throws UnreadableException {
        List<String> texts = new ArrayList<>();
        JsonNode value = tree.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new UnreadableException("expect.yaml: " + key + " must be a list of texts");
        }
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw new UnreadableException("expect.yaml: " + key + " must be a list of texts");
            }
            texts.add(element.asText().strip());
        }
        return texts;
    }
}
