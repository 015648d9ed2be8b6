package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes values as people write YAML in cases: on one line what fits there, else as blocks. */
final class YamlStyle {

    private static final int WIDTH = 116;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w./-]*( [\\w./-]+)*");
    /** A comma ends a text within others. */
    private static final Pattern PLAIN_ALONE = Pattern.compile("[A-Za-z][\\w./(),;-]*( [\\w./(),;-]+)*");
    /** What some reader of YAML takes for something else than a text. */
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private YamlStyle() {}

    static String document(JsonNode value) {
        return (value.isObject() && !value.isEmpty() ? String.join("\n", entries(value, 0)) : flow(value)) + "\n";
    }

    /** Returns {@code key: value}. The lines after the first are indented by the column of the key, and more. */
    static String entry(String key, JsonNode value, int column) {
        return text(key, PLAIN) + ":" + afterColon(value, column, column + key.length() + 1);
    }

    /** Returns what follows the colon of a key in this column; written is how much of the line is taken already. */
    static String afterColon(JsonNode value, int column, int written) {
        String line = line(value);
        if (fits(line, written + 1) || isAtom(value)) {
            return " " + line;
        }
        if (value.isTextual()) {
            return " " + folded(value.asText(), column + 2);
        }
        return value.isObject() ? "\n" + indented(entries(value, column + 2), column + 2) : "\n" + items(value, column);
    }

    /** Returns {@code - value} for a dash in this column. */
    static String item(JsonNode value, int column) {
        return "- " + afterDash(value, column);
    }

    /** Returns what follows a dash in this column and the space after it. */
    static String afterDash(JsonNode value, int column) {
        String line = line(value);
        if (fits(line, column + 2) || isAtom(value) || value.isArray()) {
            return line;
        }
        return value.isTextual()
                ? folded(value.asText(), column + 2)
                : String.join("\n" + " ".repeat(column + 2), entries(value, column + 2));
    }

    /** Returns whether the value has no other form than that on one line. */
    private static boolean isAtom(JsonNode value) {
        return value.isTextual() ? !canBeFolded(value.asText()) : value.isEmpty();
    }

    private static boolean fits(String line, int written) {
        return written + line.length() <= WIDTH;
    }

    private static List<String> entries(JsonNode object, int column) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            entries.add(entry(field.getKey(), field.getValue(), column));
        }
        return entries;
    }

    private static String items(JsonNode array, int column) {
        List<String> items = new ArrayList<>();
        array.forEach(element -> items.add(item(element, column)));
        return indented(items, column);
    }

    private static String indented(List<String> parts, int column) {
        String indent = " ".repeat(column);
        return indent + String.join("\n" + indent, parts);
    }

    private static String line(JsonNode value) {
        return value.isTextual() ? text(value.asText(), PLAIN_ALONE) : flow(value);
    }

    /** Returns the value on one line, as it may stand within others. */
    static String flow(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> text(field.getKey(), PLAIN) + ": " + flow(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(YamlStyle::flow)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isTextual() ? text(value.asText(), PLAIN) : value.toString();
    }

    private static String text(String text, Pattern plain) {
        if (plain.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        boolean single = text.indexOf('"') >= 0 && text.chars().noneMatch(Character::isISOControl);
        return single
                ? "'" + text.replace("'", "''") + "'"
                : TextNode.valueOf(text).toString();
    }

    /** A folded block keeps a text whose only white space is a space between two words. */
    private static boolean canBeFolded(String text) {
        return text.matches("\\S+( \\S+)*") && text.chars().noneMatch(Character::isISOControl);
    }

    private static String folded(String text, int column) {
        StringBuilder block = new StringBuilder(">-");
        int length = WIDTH + 1;
        for (String word : text.split(" ")) {
            if (length + 1 + word.length() > WIDTH) {
                block.append('\n').append(" ".repeat(column)).append(word);
                length = column + word.length();
            } else {
                block.append(' ').append(word);
                length += 1 + word.length();
            }
        }
        return block.toString();
    }
}
