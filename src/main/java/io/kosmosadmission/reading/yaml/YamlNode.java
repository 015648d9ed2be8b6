package io.kosmosadmission.reading.yaml;

import io.kosmosadmission.reading.rules.ConfigurationErrors;
import io.kosmosadmission.reading.rules.LabelSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in the file, and the value there, if any. A method that reads the value returns it, or returns empty and adds
 * an error. An absent value (no such field, or null) is empty without an error. The position is that of the field's key
 * or the list's item.
 */
public final class YamlNode {

    private final Optional<Node> value;
    private final String path;
    private final Optional<Mark> position;
    private final ConfigurationErrors errors;

    public YamlNode(Optional<Node> value, String path, Optional<Mark> position, ConfigurationErrors errors) {
        this.value = value;
        this.path = path;
        this.position = position;
        this.errors = errors;
    }

    public boolean isAbsent() {
        return value.isEmpty();
    }

    /** Returns whether there is no value, or no item in it. */
    public boolean isEmpty() {
        return value.isEmpty()
                || (value.get() instanceof CollectionNode<?> collection
                        && collection.getValue().isEmpty());
    }

    /** Requires a value; why is a reason for people, or empty. */
    public YamlNode required(String why) {
        if (isAbsent()) {
            requiredValue(why);
        }
        return this;
    }

    /** Requires an item in a list, if there is one: an empty list could mean nothing or everything. */
    public YamlNode notEmpty(String why) {
        if (isEmpty() && value.filter(SequenceNode.class::isInstance).isPresent()) {
            invalid("must not be empty" + (why.isEmpty() ? "" : ": " + why));
        }
        return this;
    }

    /** Returns the mapping here. Any field other than these is an error. */
    public Optional<YamlMapping> mapping(String... fields) {
        return anyMapping().map(mapping -> mapping.only(List.of(fields)));
    }

    private Optional<YamlMapping> anyMapping() {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            return Optional.of(new YamlMapping(this, mapping.getValue()));
        }
        invalid("must be a mapping");
        return Optional.empty();
    }

    /** Returns what could be made of the items. A null item is present, and wrong. */
    public <T> List<T> list(Function<YamlNode, Optional<T>> item) {
        List<T> bound = new ArrayList<>();
        if (value.isEmpty()) {
            return bound;
        }
        if (!(value.get() instanceof SequenceNode sequence)
                || !sequence.getTag().equals(Tag.SEQ)) {
            invalid("must be a list");
            return bound;
        }
        int index = 0;
        for (Node node : sequence.getValue()) {
            String itemPath = path + "[" + index++ + "]";
            YamlNode place = new YamlNode(Optional.of(node), itemPath, node.getStartMark(), errors);
            item.apply(place).ifPresent(bound::add);
        }
        return bound;
    }

    /** Returns a list of different texts of which complaint finds nothing wrong. */
    public List<String> texts(Function<String, Optional<String>> complaint) {
        Set<String> seen = new HashSet<>();
        return list(item -> item.text(complaint).filter(text -> item.isNew(text, seen)));
    }

    public boolean isNew(String text, Set<String> seen) {
        if (seen.add(text)) {
            return true;
        }
        error("Duplicate value: " + shown());
        return false;
    }

    public Optional<String> text() {
        Optional<ScalarNode> string = scalar(Tag.STR);
        if (string.isEmpty() && !isAbsent()) {
            boolean quotable =
                    value.get() instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL);
            invalid("must be a string" + (quotable ? ", put it in quotes: \"" + shown() + "\"" : ""));
        }
        return string.map(ScalarNode::getValue);
    }

    private Optional<ScalarNode> scalar(Tag tag) {
        return value.filter(node -> node.getTag().equals(tag))
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast);
    }

    /** Returns the text, if complaint finds nothing wrong with it. */
    public Optional<String> text(Function<String, Optional<String>> complaint) {
        Optional<String> text = text();
        Optional<String> reason = text.flatMap(complaint);
        reason.ifPresent(this::invalid);
        return reason.isPresent() ? Optional.empty() : text;
    }

    /** Returns the allowed value whose name is written here. */
    public <T> Optional<T> oneOf(List<T> allowed) {
        Optional<String> text = text();
        Optional<T> found = allowed.stream()
                .filter(candidate -> text.filter(candidate.toString()::equals).isPresent())
                .findFirst();
        if (text.isPresent() && found.isEmpty()) {
            unsupported(allowed, "");
        }
        return found;
    }

    /** Returns an integer from 1 to what fits into 32 bits, as the API's own fields hold it. */
    public OptionalInt positive() {
        return between(1, Integer.MAX_VALUE);
    }

    /** Returns an integer of this range. */
    public OptionalInt between(int least, int most) {
        Optional<String> written = scalar(Tag.INT).map(ScalarNode::getValue);
        Optional<String> reason = isAbsent() ? Optional.empty() : YamlText.outside(written.orElse(""), least, most);
        reason.ifPresent(this::invalid);
        return reason.isPresent() || written.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(written.get()));
    }

    /** Returns whether a single value stands here, and no mapping or list. */
    public boolean isScalar() {
        return value.filter(ScalarNode.class::isInstance).isPresent();
    }

    public Optional<Boolean> bool() {
        Optional<String> written = scalar(Tag.BOOL)
                .map(node -> node.getValue().toLowerCase(Locale.ROOT))
                .filter(List.of("true", "false")::contains);
        if (written.isEmpty() && !isAbsent()) {
            invalid("must be true or false");
        }
        return written.map(Boolean::valueOf);
    }

    /** Returns a mapping of label keys to label values. */
    public Map<String, String> labels() {
        return labels((key, text) -> LabelSyntax.value(text));
    }

    /** Returns a mapping of label keys to values in which complaint finds nothing wrong. */
    public Map<String, String> labels(BiFunction<String, String, Optional<String>> complaint) {
        Map<String, String> labels = new LinkedHashMap<>();
        anyMapping()
                .ifPresent(mapping -> mapping.entries().forEach((key, label) -> {
                    LabelSyntax.key(key).ifPresent(reason -> label.error(path, YamlText.quoted(key), reason));
                    label.text(text -> complaint.apply(key, text)).ifPresent(text -> labels.put(key, text));
                    if (label.isAbsent()) { // as in the API, where a label may be empty but not null
                        label.invalid("must be a string");
                    }
                }));
        return labels;
    }

    public void invalid(String why) {
        error(path, shown(), why);
    }

    public void forbidden(String why) {
        error("Forbidden: " + why);
    }

    public void requiredValue(String why) {
        error("Required value" + (why.isEmpty() ? "" : ": " + why));
    }

    /** Reports that the value isn't allowed. more is what else is allowed, in words that follow the list. */
    public void unsupported(List<?> allowed, String more) {
        error("Unsupported value: " + shown() + ": supported values: "
                + allowed.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ")) + more);
    }

    void error(String message) {
        errors.add(position, path, message);
    }

    private void error(String where, String shown, String why) {
        errors.add(position, where, "Invalid value: " + shown + ": " + why);
    }

    private String shown() {
        return value.map(YamlText::shown).orElse("null");
    }

    boolean isRoot() {
        return path.isEmpty();
    }

    /** Returns the place of a value inside of this one. */
    YamlNode inside(String step, Optional<Node> inner, Optional<Mark> at) {
        return new YamlNode(inner, path + step, at, errors);
    }

    /** Returns the place of an absent value, at the position of this one. */
    YamlNode missing(String step) {
        return inside(step, Optional.empty(), position);
    }
}
