package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the value that a parser stands on as the shape that it must have. null counts as absent, as it does in the API;
 * anything else is said with the place where it stands.
 */
public final class Shape {

    private Shape() {}

    /** Whether an object starts here; what follows are its fields. */
    public static boolean isObject(JsonParser parser) throws IOException {
        return starts(parser, JsonToken.START_OBJECT, "an object");
    }

    /** Whether a list starts here; what follows are its elements. */
    static boolean isList(JsonParser parser) throws IOException {
        return starts(parser, JsonToken.START_ARRAY, "a list");
    }

    private static boolean starts(JsonParser parser, JsonToken start, String wanted) throws IOException {
        if (parser.currentToken() == start) {
            return true;
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        throw wrong(parser, wanted);
    }

    /** The next field's name, the parser standing on its value; null at the end of the object. */
    public static String nextField(JsonParser parser) throws IOException {
        String field = parser.nextFieldName();
        if (field != null) {
            parser.nextToken();
        }
        return field;
    }

    /** Whether there is another element, the parser standing on it. */
    public static boolean nextElement(JsonParser parser) throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    public static String string(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        throw wrong(parser, "a string");
    }

    public static boolean truth(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
            case VALUE_NULL:
                return false;
            default:
                throw wrong(parser, "true or false");
        }
    }

    static int integer(JsonParser parser, int absent) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return absent;
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            long value = parser.getLongValue();
            if (value == (int) value) {
                return (int) value;
            }
        }
        throw wrong(parser, "an integer of 32 bits");
    }

    public static Map<String, String> strings(JsonParser parser) throws IOException {
        if (!isObject(parser)) {
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (String field = nextField(parser); field != null; field = nextField(parser)) {
            map.put(field, string(parser));
        }
        return map;
    }

    static List<String> stringList(JsonParser parser) throws IOException {
        return list(parser, Shape::string);
    }

    /** Reads one element, the parser standing on it. */
    public interface ElementReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    static <T> List<T> list(JsonParser parser, ElementReader<T> elements) throws IOException {
        if (!isList(parser)) {
            return List.of();
        }
        List<T> list = new ArrayList<>();
        while (nextElement(parser)) {
            list.add(elements.read(parser));
        }
        return list;
    }

    /** The length of the list just read, as a patch must know it: null counts as absent. */
    static int length(JsonParser parser, List<?> list) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Presence.ABSENT : list.size();
    }

    public static <E extends Enum<E>> E oneOf(JsonParser parser, Class<E> type, Supplier<String> wanted)
            throws IOException {
        try {
            return Enum.valueOf(type, string(parser));
        } catch (IllegalArgumentException unknown) {
            throw wrong(parser, wanted.get());
        }
    }

    static UnreadableException wrong(JsonParser parser, String wanted) {
        return new UnreadableException(parser.getParsingContext().pathAsPointer() + ": must be " + wanted);
    }
}
