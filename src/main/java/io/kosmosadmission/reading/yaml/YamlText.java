package io.kosmosadmission.reading.yaml;

import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Shows values of the file in messages, on one line, with at most 100 characters of each, and says what is wrong with one. */
public final class YamlText {

    private static final int LONGEST = 100;

    private YamlText() {}

    /** Returns a string in quotes, any other scalar as it is written, and a collection by its kind. */
    static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            if (scalar.getTag().equals(Tag.STR)) {
                return quoted(scalar.getValue());
            }
            return scalar.getValue().isEmpty() ? "null" : cut(scalar.getValue());
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().isEmpty() ? "[]" : "a list";
        }
        return node instanceof MappingNode mapping && mapping.getValue().isEmpty() ? "{}" : "a mapping";
    }

    public static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    /** Returns the text, shortened, with those characters escaped that could break or disguise a log line. */
    static String cut(String text) {
        StringBuilder cut = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(codePoint -> escape(codePoint, cut));
        return text.codePointCount(0, text.length()) > LONGEST ? cut + "..." : cut.toString();
    }

    private static void escape(int codePoint, StringBuilder to) {
        if (codePoint == '"' || codePoint == '\\') {
            to.append('\\').appendCodePoint(codePoint);
        } else if (codePoint == '\n') {
            to.append("\\n");
        } else if (codePoint == '\t') {
            to.append("\\t");
        } else if (isVisible(codePoint)) {
            to.appendCodePoint(codePoint);
        } else {
            to.append(String.format("\\u%04x", codePoint));
        }
    }

    private static boolean isVisible(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.UNASSIGNED:
                return false;
            default:
                return true;
        }
    }

    /** Says what is wrong with a scalar that is to be an integer of this range; empty where nothing is. */
    static Optional<String> outside(String scalar, int least, int most) {
        if (!scalar.matches("[-+]?[0-9]+")) {
            return Optional.of("must be an integer");
        }
        BigInteger number = new BigInteger(scalar);
        if (number.compareTo(BigInteger.valueOf(least)) < 0) {
            return Optional.of(least == 1 ? "must be greater than zero" : "must be at least " + least);
        }
        boolean fits = number.compareTo(BigInteger.valueOf(most)) <= 0;
        return fits ? Optional.empty() : Optional.of("must be at most " + most);
    }
}
