package io.kosmosadmission.reading.yaml;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scalar of YAML as JSON has it, resolved as kubectl does it (go-yaml v2: YAML 1.1 without its numbers to the base
 * 60, and with the octal numbers of YAML 1.2).
 *
 * @param token what it is in JSON
 * @param text as JSON writes it, without quotes
 * @param number 0 where it is none
 */
public record JsonScalar(JsonToken token, String text, Number number) {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern NOT_IN_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern INTEGER = Pattern.compile(
            "([-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    /** From here on, JSON writes a whole number with an exponent, and it is none to the API. */
    private static final double MOST_WHOLE = 1e21;

    /** Returns whether the text, written without quotes, is anything else than a string. */
    public static boolean needsQuotes(String text) {
        return text.equals("<<")
                || NOT_IN_JSON.matcher(text).matches()
                || DATE.matcher(text).matches()
                || plain(text).token() != JsonToken.VALUE_STRING;
    }

    /**
     * Returns the scalar. Throws an IllegalArgumentException with a message for people where JSON has no such value.
     *
     * @param isPlain whether it is written without quotes
     * @param tag the tag that is written with it
     */
    static JsonScalar of(String text, boolean isPlain, Optional<String> tag) {
        String type = tag.map(JsonScalar::shortTag).orElse(isPlain ? "" : "str");
        JsonScalar resolved = switch (type) {
            case "binary" -> string(decoded(text));
            case "", "null", "bool", "int", "float", "timestamp" -> plain(text);
            default -> string(text);
        };
        boolean fits = switch (type) {
            case "null" -> resolved.token == JsonToken.VALUE_NULL;
            case "bool" -> resolved.token.isBoolean();
            case "int" -> resolved.token == JsonToken.VALUE_NUMBER_INT;
            case "float" -> resolved.token.isNumeric();
            default -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException(YamlText.quoted(text) + " is no !!" + type);
        }
        return resolved;
    }

    private static String shortTag(String tag) {
        return tag.startsWith(STANDARD_TAG) ? tag.substring(STANDARD_TAG.length()) : "str";
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("!!binary must be base64", wrong);
        }
    }

    private static JsonScalar plain(String text) {
        if (NULLS.contains(text)) {
            return new JsonScalar(JsonToken.VALUE_NULL, "null", 0);
        }
        if (TRUE.contains(text)) {
            return new JsonScalar(JsonToken.VALUE_TRUE, "true", 0);
        }
        if (FALSE.contains(text)) {
            return new JsonScalar(JsonToken.VALUE_FALSE, "false", 0);
        }
        if (NOT_IN_JSON.matcher(text).matches()) {
            throw new IllegalArgumentException(text + " is a number that JSON doesn't have; put a string in quotes");
        }
        char first = text.charAt(0);
        return "+-.".indexOf(first) >= 0 || (first >= '0' && first <= '9') ? number(text) : string(text);
    }

    private static JsonScalar number(String text) {
        String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
        Optional<BigInteger> whole = whole(digits);
        if (whole.isPresent()) {
            return integer(whole.get());
        }
        if (!FLOAT.matcher(digits).matches()) {
            return string(text);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            return string(text);
        }
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE
                ? integer(new BigDecimal(value).toBigInteger())
                : new JsonScalar(JsonToken.VALUE_NUMBER_FLOAT, String.valueOf(value), value);
    }

    private static Optional<BigInteger> whole(String digits) {
        Matcher number = INTEGER.matcher(digits);
        if (!number.matches()) {
            return Optional.empty();
        }
        BigInteger value;
        if (number.group("hex") != null) {
            value = new BigInteger(number.group("hex"), 16);
        } else if (number.group("binary") != null) {
            value = new BigInteger(number.group("binary"), 2);
        } else if (number.group("octal") != null) {
            value = new BigInteger(number.group("octal"), 8);
        } else {
            value = new BigInteger(number.group("decimal"));
        }
        return Optional.of(number.group(1).equals("-") ? value.negate() : value)
                .filter(fitting -> fitting.compareTo(LEAST) >= 0 && fitting.compareTo(MOST) <= 0);
    }

    private static JsonScalar integer(BigInteger value) {
        Number number = value.bitLength() < Integer.SIZE
                ? (Number) value.intValue()
                : value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
        return new JsonScalar(JsonToken.VALUE_NUMBER_INT, value.toString(), number);
    }

    private static JsonScalar string(String text) {
        return new JsonScalar(JsonToken.VALUE_STRING, text, 0);
    }
}
