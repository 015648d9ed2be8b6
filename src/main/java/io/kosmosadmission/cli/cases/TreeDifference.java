package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds where two objects differ: a line for each place, with its JSON pointer. */
final class TreeDifference {

    private TreeDifference() {}

    static List<String> between(JsonNode expected, JsonNode actual) {
        List<String> lines = new ArrayList<>();
        compare("", expected, actual, lines);
        return lines;
    }

    /** Returns a field's name as one step of a JSON pointer. */
    static String step(String field) {
        return "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> lines) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            Set<String> fields = new TreeSet<>();
            expected.fieldNames().forEachRemaining(fields::add);
            actual.fieldNames().forEachRemaining(fields::add);
            fields.forEach(field -> compare(path + step(field), expected.path(field), actual.path(field), lines));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.path(i), actual.path(i), lines);
            }
        } else {
            lines.add(path + ": expected " + shown(expected) + ", was " + shown(actual));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
