package io.kosmosadmission.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Changes a text of JSON in a few places, most often so that it is JSON still and wrong further in. */
final class Mutator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private final int largest;
    private final HostileValues values;
    private final HostileBytes bytes;

    /** largest is what a list becomes now and then, in bytes. */
    Mutator(Random random, int largest) {
        this.random = random;
        this.largest = largest;
        this.values = new HostileValues(random);
        this.bytes = new HostileBytes(random);
    }

    /** other lends parts of itself. */
    byte[] mutated(byte[] seed, byte[] other) {
        boolean isJson = random.nextInt(10) > 0;
        return isJson ? changed(tree(seed), tree(other)) : bytes.mutated(seed, other);
    }

    private byte[] changed(JsonNode tree, JsonNode other) {
        List<JsonNode> lenders = holders(other);
        for (int change = random.nextInt(random.nextInt(4) == 0 ? 12 : 3); change >= 0; change--) {
            List<JsonNode> holders = holders(tree);
            if (!holders.isEmpty()) {
                change(holders.get(random.nextInt(holders.size())), lenders);
            }
        }
        byte[] written = written(tree);
        return random.nextInt(30) == 0 ? bytes.mutated(written, written) : written;
    }

    private void change(JsonNode holder, List<JsonNode> lenders) {
        int at = random.nextInt(holder.size());
        if (holder instanceof ObjectNode object) {
            List<String> fields = new ArrayList<>();
            object.fieldNames().forEachRemaining(fields::add);
            change(object, fields.get(at), lenders);
        } else if (holder instanceof ArrayNode array) {
            switch (random.nextInt(5)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, lent(lenders));
                case 2 -> array.set(at, many(array.get(at)));
                case 3 -> array.addAll(elements(array.get(at)));
                default -> array.set(at, values.like(array.get(at)));
            }
        }
    }

    private void change(ObjectNode object, String field, List<JsonNode> lenders) {
        JsonNode value = object.get(field);
        switch (random.nextInt(12)) {
            case 0 -> object.remove(field);
            case 1 -> object.set(values.text(), object.remove(field));
            case 2 -> object.set(field, lent(lenders));
            case 3 -> object.set(values.text(), lent(lenders));
            case 4 -> object.set(field, twice(value));
            case 5 -> object.set(field, many(value));
            case 6, 7 -> exchange(object, field);
            default -> object.set(field, values.like(value));
        }
    }

    /** Puts a value elsewhere of the same object in its place. */
    private void exchange(ObjectNode object, String field) {
        List<JsonNode> values = new ArrayList<>();
        object.elements().forEachRemaining(values::add);
        object.set(field, values.get(random.nextInt(values.size())).deepCopy());
    }

    private JsonNode lent(List<JsonNode> lenders) {
        if (lenders.isEmpty()) {
            return values.any();
        }
        JsonNode lender = lenders.get(random.nextInt(lenders.size()));
        List<JsonNode> lent = new ArrayList<>();
        lender.elements().forEachRemaining(lent::add);
        return lent.get(random.nextInt(lent.size())).deepCopy();
    }

    /** An object whose fields are all written a second time, with other values. */
    private JsonNode twice(JsonNode value) {
        if (!value.isObject() || value.isEmpty()) {
            return values.any();
        }
        ObjectNode other = ((ObjectNode) value).deepCopy();
        List<String> fields = new ArrayList<>();
        other.fieldNames().forEachRemaining(fields::add);
        fields.forEach(field -> other.set(field, random.nextBoolean() ? values.any() : other.get(field)));
        String first = text(value);
        String second = text(other);
        return HostileValues.written(first.substring(0, first.length() - 1) + "," + second.substring(1));
    }

    /** A list of the value again and again, or an object with as many fields; rarely as large as a body may be. */
    private JsonNode many(JsonNode value) {
        String one = text(value.isArray() && !value.isEmpty() ? value.get(0) : value);
        int room = random.nextInt(200) == 0 ? largest : 2 << 10;
        int count = Math.max(1, room / (one.length() + 12));
        boolean object = value.isObject() && random.nextBoolean();
        String all = IntStream.range(0, count)
                .mapToObj(i -> object ? "\"k-" + i + "\":" + one : numbered(one, i))
                .collect(Collectors.joining(","));
        return HostileValues.written(object ? "{" + all + "}" : "[" + all + "]");
    }

    /** Texts differ, so that nothing is found twice. */
    private static String numbered(String json, int number) {
        return json.endsWith("\"}") ? json.substring(0, json.length() - 2) + "-" + number + "\"}" : json;
    }

    private ArrayNode elements(JsonNode element) {
        ArrayNode elements = JSON.createArrayNode();
        int most = text(element).length() > 10_000 ? 1 : 50;
        IntStream.range(0, random.nextInt(most)).forEach(i -> elements.add(element));
        return elements;
    }

    /** All lists and objects of a tree that hold something. */
    private static List<JsonNode> holders(JsonNode tree) {
        List<JsonNode> holders = new ArrayList<>();
        holders.add(tree);
        for (int i = 0; i < holders.size(); i++) {
            holders.get(i).elements().forEachRemaining(holders::add);
        }
        holders.removeIf(JsonNode::isEmpty);
        return holders;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static byte[] written(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(JsonNode tree) {
        return new String(written(tree), StandardCharsets.UTF_8);
    }
}
