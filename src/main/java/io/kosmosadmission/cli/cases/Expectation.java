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
 * What an expect.yaml asks for, or what it would have to ask for. What it doesn't mention must be absent: code, message,
 * warnings, errors. The status is 200 then.
 *
 * @param cluster the shared cluster that takes the place of the case's own
 */
record Expectation(
        String about,
        Optional<String> cluster,
        Optional<String> decision,
        Optional<String> code,
        Optional<String> message,
        List<String> warnings,
        int status,
        List<String> errors) {

    static final int OK = 200;

    /** In the order in which they are best read. */
    static final List<String> KEYS =
            List.of("about", "cluster", "status", "decision", "code", "message", "warnings", "errors");

    static Expectation read(ObjectNode tree) throws UnreadableException {
        Set<String> unknown = new TreeSet<>();
        tree.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new UnreadableException("expect.yaml: unknown: " + String.join(", ", unknown) + "; it knows "
                    + String.join(", ", new TreeSet<>(KEYS)));
        }
        String about = text(tree, "about").orElse("");
        if (about.isEmpty()) {
            throw new UnreadableException("expect.yaml: about must say in a sentence what the case shows");
        }
        Optional<String> decision = text(tree, "decision");
        if (decision.isPresent() && !ReviewAnswer.DECISIONS.contains(decision.get())) {
            throw new UnreadableException(
                    "expect.yaml: decision must be one of " + String.join(", ", ReviewAnswer.DECISIONS));
        }
        return new Expectation(
                about,
                text(tree, "cluster"),
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

    /** Returns what would have to be expected for this answer to be right. */
    Expectation answeredBy(ReviewAnswer answer) {
        return new Expectation(
                about,
                cluster,
                Optional.of(answer.decision()),
                answer.code(),
                answer.message(),
                answer.warnings(),
                OK,
                errors);
    }

    /**
     * Returns what would have to be expected for this HTTP status to be right. The sentence plays a part only where a
     * message is expected.
     */
    Expectation answeredBy(int httpStatus, String sentence) {
        return new Expectation(
                about,
                cluster,
                Optional.empty(),
                Optional.empty(),
                message.map(any -> sentence),
                List.of(),
                httpStatus,
                errors);
    }

    /** Returns in which decision, code, message and warnings the answer differs, a line for people each. */
    List<String> differences(Expectation answered) {
        List<String> lines = new ArrayList<>();
        compare("decision", decision, answered.decision, lines);
        compare("code", code, answered.code, lines);
        compare("message", message, answered.message, lines);
        lines.addAll(differences("warnings", warnings, answered.warnings));
        return lines;
    }

    private static void compare(String what, Optional<String> wanted, Optional<String> actual, List<String> lines) {
        if (!wanted.equals(actual)) {
            lines.add(what + ": expected " + wanted.orElse("none") + "\n" + " ".repeat(what.length() + 1) + " but was  "
                    + actual.orElse("none"));
        }
    }

    static List<String> differences(String what, List<String> wanted, List<String> actual) {
        if (wanted.equals(actual)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        wanted.stream()
                .filter(line -> !actual.contains(line))
                .forEach(line -> lines.add(what + ": missing    " + line));
        actual.stream()
                .filter(line -> !wanted.contains(line))
                .forEach(line -> lines.add(what + ": unexpected " + line));
        return lines.isEmpty()
                ? List.of(what + ": in another order, or not as often: " + String.join(" | ", actual))
                : lines;
    }
}
