package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes into the files of a case what was answered. What is right already stays as it is written. */
final class CaseUpdate {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final CaseFolder folder;
    private final CaseOutcome outcome;
    private final List<String> changes = new ArrayList<>();

    CaseUpdate(CaseFolder folder, CaseOutcome outcome) {
        this.folder = folder;
        this.outcome = outcome;
    }

    /** Returns what was done, a line for each file that was changed. */
    List<String> write() throws IOException {
        writeExpectation();
        if (outcome.patched().isPresent()) {
            writeResult(outcome.patched().get());
        } else if (Files.deleteIfExists(folder.path(CaseFolder.PATCHED))) {
            changes.add(CaseFolder.PATCHED + " (removed)");
        }
        return changes;
    }

    private void writeExpectation() throws IOException {
        Map<String, Optional<JsonNode>> other = otherFields();
        if (!other.isEmpty()) {
            ObjectNode tree = folder.object(CaseFolder.EXPECT).orElseThrow();
            String text = folder.text(CaseFolder.EXPECT).orElseThrow();
            write(CaseFolder.EXPECT, YamlEditor.edited(text, tree, with(tree, other)), "");
        }
    }

    /** Returns what the fields that differ must be, in the order in which they are best read; empty for none. */
    private Map<String, Optional<JsonNode>> otherFields() {
        Expectation expected = outcome.expected();
        Expectation answered = outcome.answered();
        Map<String, Optional<JsonNode>> other = new LinkedHashMap<>();
        if (expected.status() != answered.status()) {
            boolean isSaid = answered.status() != Expectation.OK;
            other.put("status", isSaid ? Optional.of(IntNode.valueOf(answered.status())) : Optional.empty());
        }
        putIfOther(other, "decision", expected.decision(), answered.decision());
        putIfOther(other, "code", expected.code(), answered.code());
        putIfOther(other, "message", expected.message(), answered.message());
        if (!expected.warnings().equals(answered.warnings())) {
            ArrayNode warnings = NODES.arrayNode();
            answered.warnings().forEach(warnings::add);
            other.put("warnings", warnings.isEmpty() ? Optional.empty() : Optional.of(warnings));
        }
        return other;
    }

    private static void putIfOther(
            Map<String, Optional<JsonNode>> other, String key, Optional<String> wanted, Optional<String> actual) {
        if (!wanted.equals(actual)) {
            other.put(key, actual.map(TextNode::valueOf));
        }
    }

    /** Returns the tree with these fields in place of its own; a new one stands behind those that are read before it. */
    private static ObjectNode with(ObjectNode tree, Map<String, Optional<JsonNode>> fields) {
        List<String> keys = new ArrayList<>();
        tree.fieldNames().forEachRemaining(keys::add);
        fields.forEach((key, value) -> {
            if (value.isEmpty()) {
                keys.remove(key);
            } else if (!keys.contains(key)) {
                keys.add(1 + lastOf(keys, Expectation.KEYS.subList(0, Expectation.KEYS.indexOf(key))), key);
            }
        });
        ObjectNode changed = NODES.objectNode();
        keys.forEach(key ->
                changed.set(key, fields.getOrDefault(key, Optional.empty()).orElseGet(() -> tree.get(key))));
        return changed;
    }

    private static int lastOf(List<String> keys, List<String> earlier) {
        return earlier.stream().mapToInt(keys::indexOf).max().orElse(-1);
    }

    private void writeResult(JsonNode result) throws IOException {
        Optional<ObjectNode> wanted = folder.object(CaseFolder.PATCHED);
        if (wanted.isPresent()) {
            String text = folder.text(CaseFolder.PATCHED).orElseThrow();
            if (!wanted.get().equals(result)) {
                write(CaseFolder.PATCHED, YamlEditor.edited(text, wanted.get(), result), "");
            }
        } else if (!outcome.answered().decision().equals(Optional.of("denied"))) {
            Optional<ObjectNode> object = folder.object(CaseFolder.OBJECT);
            String text = object.isPresent()
                    ? YamlEditor.edited(folder.text(CaseFolder.OBJECT).orElseThrow(), object.get(), result)
                    : YamlStyle.document(result);
            write(CaseFolder.PATCHED, text, " (new)");
        }
    }

    private void write(String name, String text, String what) throws IOException {
        Files.writeString(folder.path(name), text);
        changes.add(name + what);
    }
}
