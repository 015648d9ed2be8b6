package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.cli.review.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes the text of a YAML document so that it holds another value. What is the same in both stays as it is written,
 * with its comments, order and style; a comment inside of a value that is written anew is lost.
 */
final class YamlEditor {

    private record Edit(int start, int end, String replacement) {}

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    private YamlEditor(String text) {
        this.text = text;
    }

    /** from is what the text holds. */
    static String edited(String text, JsonNode from, JsonNode to) throws IOException {
        Optional<String> edited = new YamlEditor(text).edit(from, to);
        // Anchors, tags and rare ways to write stand in the way: what doesn't read as it should is written anew.
        return edited.isPresent() && holds(edited.get(), to) ? edited.get() : YamlStyle.document(to);
    }

    private static boolean holds(String text, JsonNode value) {
        try {
            List<JsonNode> documents =
                    Trees.documents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "the edited text");
            return documents.size() == 1 && documents.get(0).equals(value);
        } catch (IOException broken) {
            return false;
        }
    }

    private Optional<String> edit(JsonNode from, JsonNode to) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            if (root.isEmpty() || !isChangedInside(root.get(), from, to)) {
                return Optional.empty();
            }
            change(root.get(), from, to);
            return applied();
        } catch (YamlEngineException several) { // documents, for example
            return Optional.empty();
        }
    }

    private Optional<String> applied() {
        edits.sort(Comparator.comparingInt(Edit::start)); // stable: what is inserted at one place keeps its order
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            if (edit.start() < done) {
                return Optional.empty();
            }
            result.append(text, done, edit.start()).append(edit.replacement());
            done = edit.end();
        }
        return Optional.of(result.append(text, done, text.length()).toString());
    }

    /** Returns whether parts of the value are written anew, and not all of it. What is on one line keeps its parts then. */
    private static boolean isChangedInside(Node node, JsonNode from, JsonNode to) {
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        if (node instanceof MappingNode mapping && from.isObject() && to.isObject()) {
            return !isFlow(mapping) || keys(from).equals(keys(to));
        }
        return node instanceof SequenceNode sequence
                && from.isArray()
                && to.isArray()
                && (!isFlow(sequence) || from.size() == to.size());
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private void change(Node node, JsonNode from, JsonNode to) {
        if (node instanceof MappingNode mapping) {
            changeMapping(mapping, from, to);
        } else {
            changeSequence((SequenceNode) node, from, to);
        }
    }

    private void changeMapping(MappingNode node, JsonNode from, JsonNode to) {
        Map<String, NodeTuple> tuples = new LinkedHashMap<>();
        node.getValue().forEach(tuple -> tuples.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple));
        Optional<Node> before = Optional.empty();
        for (String key : keys(to)) {
            if (tuples.containsKey(key)) {
                changeEntry(node, tuples.get(key), from.get(key), to.get(key));
                before = Optional.of(tuples.get(key).getValueNode());
            } else {
                insert(node, before, YamlStyle.entry(key, to.get(key), column(node)));
            }
        }
        tuples.forEach((key, tuple) -> {
            if (!to.has(key)) {
                deleteLines(tuple.getKeyNode(), tuple.getValueNode());
            }
        });
    }

    private void changeEntry(MappingNode node, NodeTuple tuple, JsonNode from, JsonNode to) {
        Node value = tuple.getValueNode();
        if (from.equals(to)) {
            return;
        }
        if (isChangedInside(value, from, to)) {
            change(value, from, to);
            return;
        }
        int colon = end(tuple.getKeyNode());
        String replacement = isOneLine(node, value)
                ? " " + YamlStyle.flow(to)
                : YamlStyle.afterColon(to, column(node), colon - lineStart(colon) + 1);
        edits.add(new Edit(colon, end(value), ":" + replacement));
    }

    /** Returns whether there is room for one line only: within others, and before a comment. */
    private boolean isOneLine(CollectionNode<?> around, Node value) {
        int end = end(value);
        return isFlow(around) || !text.substring(end, lineEnd(end)).isBlank();
    }

    private void changeSequence(SequenceNode node, JsonNode from, JsonNode to) {
        List<Node> elements = node.getValue();
        int shorter = Math.min(from.size(), to.size());
        int same = 0;
        while (same < shorter && from.get(same).equals(to.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < shorter - same
                && from.get(from.size() - 1 - sameAtEnd).equals(to.get(to.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        int paired = shorter - sameAtEnd;
        for (int i = same; i < paired; i++) {
            changeElement(node, elements.get(i), from.get(i), to.get(i));
        }
        Optional<Node> before = paired == 0 ? Optional.empty() : Optional.of(elements.get(paired - 1));
        for (int i = paired; i < to.size() - sameAtEnd; i++) {
            insert(node, before, YamlStyle.item(to.get(i), column(node)));
        }
        for (int i = paired; i < from.size() - sameAtEnd; i++) {
            deleteLines(elements.get(i), elements.get(i));
        }
    }

    private void changeElement(SequenceNode node, Node element, JsonNode from, JsonNode to) {
        if (isChangedInside(element, from, to)) {
            change(element, from, to);
        } else if (!from.equals(to)) {
            String replacement = isOneLine(node, element) ? YamlStyle.flow(to) : YamlStyle.afterDash(to, column(node));
            edits.add(new Edit(start(element), end(element), replacement));
        }
    }

    /** Inserts a part of a block behind another of its parts; where there is none, before the first. */
    private void insert(Node block, Optional<Node> before, String part) {
        String newLine = "\n" + " ".repeat(column(block));
        int at = before.map(node -> lineEnd(end(node))).orElseGet(() -> start(block));
        edits.add(new Edit(at, at, before.isPresent() ? newLine + part : part + newLine));
    }

    private void deleteLines(Node first, Node last) {
        edits.add(new Edit(lineStart(start(first)), Math.min(text.length(), lineEnd(end(last)) + 1), ""));
    }

    private static boolean isFlow(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.FLOW;
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElseThrow();
    }

    private int start(Node node) {
        return offset(node.getStartMark());
    }

    /** Returns where the last character of the node ends. The library counts what follows a block to the block. */
    private int end(Node node) {
        if (node instanceof MappingNode mapping && !isFlow(mapping)) {
            return end(last(mapping.getValue()).getValueNode());
        }
        if (node instanceof SequenceNode sequence && !isFlow(sequence)) {
            return end(last(sequence.getValue()));
        }
        int end = offset(node.getEndMark());
        while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    /** Marks count code points. */
    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }
}
