package io.kosmosadmission.reading.yaml;

import io.kosmosadmission.reading.NearestWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of the file. Its keys are strings, each given once. */
public final class YamlMapping {

    /** Of YAML 1.1. A file of rules is YAML 1.2, so that what one field means never hangs on another. */
    private static final String MERGE_KEY = "<<";

    private final YamlNode place;
    private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();

    YamlMapping(YamlNode place, List<NodeTuple> all) {
        this.place = place;
        all.forEach(this::put);
    }

    private void put(NodeTuple tuple) {
        Optional<Node> keyNode = Optional.of(tuple.getKeyNode());
        Optional<Mark> position = tuple.getKeyNode().getStartMark();
        if (!(keyNode.get() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
            place.inside("", keyNode, position).text(); // reports that a key must be a string
            return;
        }
        NodeTuple first = tuples.putIfAbsent(key.getValue(), tuple);
        if (first != null) {
            int line = first.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
            place.inside("", keyNode, position)
                    .error("Duplicate value: " + YamlText.quoted(key.getValue()) + ": a key of this mapping since line "
                            + line);
        }
    }

    /** Reports each field that is not among these, with its position and what may have been meant. */
    YamlMapping only(List<String> fields) {
        tuples.keySet().stream()
                .filter(key -> !fields.contains(key))
                .forEach(key -> at(key).error("unknown field" + meant(key, fields)));
        return this;
    }

    private static String meant(String key, List<String> fields) {
        return key.equals(MERGE_KEY)
                ? ": merge keys are not known here; write the fields, or an alias of the whole value"
                : NearestWord.to(key, fields)
                        .map(word -> ", did you mean \"" + word + "\"?")
                        .orElse("");
    }

    /** Returns the place of a field's value; where there is no such field, it is at the mapping's own position. */
    public YamlNode at(String field) {
        String step = place.isRoot() ? YamlText.cut(field) : "." + YamlText.cut(field);
        NodeTuple tuple = tuples.get(field);
        return tuple == null ? place.missing(step) : value(step, tuple);
    }

    /** Returns whether the field is there and not null. */
    public boolean has(String field) {
        return !at(field).isAbsent();
    }

    /** Returns the place of the mapping itself. */
    public YamlNode place() {
        return place;
    }

    /** Returns all values by their keys, for a mapping whose keys the user chooses. */
    Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        tuples.forEach((key, tuple) -> entries.put(key, value("[" + YamlText.cut(key) + "]", tuple)));
        return entries;
    }

    private YamlNode value(String step, NodeTuple tuple) {
        Optional<Node> value =
                Optional.of(tuple.getValueNode()).filter(node -> !node.getTag().equals(Tag.NULL));
        return place.inside(step, value, tuple.getKeyNode().getStartMark());
    }
}
