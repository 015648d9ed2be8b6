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
 * Reads the value that a parser stands on in the shape that it must have. null counts as absent, as it does in the API;
 * for a value of another shape, an UnreadableException names its path.
 */
public final class Shape {

    private Shape() {}

    /** Returns whether an object starts here, whose fields come next; false for null. */
    public static boolean isObject(JsonParser parser) throws IOException {
        return starts(parser, JsonToken.START_OBJECT, "an object");
    }

    /** Returns whether a list starts here, whose elements come next; false for null. */
    public static boolean isList(JsonParser parser) throws IOException {
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

    /** Returns the next field's name, with the parser on its value; null at the end of the object. */
    public static String nextField(JsonParser parser) throws IOException {
        String field = parser.nextFieldName();
        if (field != null) {
            parser.nextToken();
        }
        return field;
    }

    /** Returns whether there is another element, with the parser on it. */
    public static boolean nextElement(JsonParser parser) throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Returns the string; empty for null. */
    public static String string(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        throw wrong(parser, "a string");
    }

    /** Returns the boolean; false for null. */
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

    /** Returns the integer of 32 bits; absent for null. */
    public static int integer(JsonParser parser, int absent) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return absent;
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value == (int) value) {
                return (int) value;
            }
        }
        throw wrong(parser, "an integer of 32 bits");
    }

    /** Returns a map of strings in the order of the text; empty for null. */
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

    public static List<String> stringList(JsonParser parser) throws IOException {
        return list(parser, Shape::string);
    }

    /** Reads one element; the parser stands on its start and is left on its end. */
    public interface ElementReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    public static <T> List<T> list(JsonParser parser, ElementReader<T> elements) throws IOException {
        if (!isList(parser)) {
            return List.of();
        }
        List<T> list = new ArrayList<>();
        while (nextElement(parser)) {
            list.add(elements.read(parser));
        }
        return list;
    }

    /** Returns the length of the list that was just read, as a patch must know it: {@link Presence#ABSENT} for null. */
    static int length(JsonParser parser, List<?> list) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Presence.ABSENT : list.size();
    }

    /** Returns the constant of that name. wanted lists the names for the message where there is no such constant. */
    public static <E extends Enum<E>> E oneOf(JsonParser parser, Class<E> type, Supplier<String> wanted)
            throws IOException {
        try {
            return Enum.valueOf(type, string(parser));
        } catch (IllegalArgumentException unknown) {
            throw wrong(parser, wanted.get());
        }
    }

    /** Returns the error that the value here must be what is wanted. */
    public static UnreadableException wrong(JsonParser parser, String wanted) {
        return new UnreadableException(parser.getParsingContext().pathAsPointer() + ": must be " + wanted);
    }
}
