package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.reading.BrokenText;
import io.kosmosadmission.reading.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads whole objects from YAML or JSON and writes them again: what is shown to people keeps all of its fields. */
public final class Trees {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final ObjectMapper YAML = new YAMLMapper(ManifestReader.yamlFactory());
    private static final ObjectMapper YAML_FOR_PEOPLE = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /** A document of a file, and the line in which it begins, counted from 1. */
    public record Document(JsonNode tree, int line) {}

    private Trees() {}

    /** Returns the documents of a text without the empty ones; file is for messages. */
    public static List<Document> documents(InputStream text, String file, boolean isJson) throws IOException {
        List<Document> documents = new ArrayList<>();
        ObjectMapper mapper = isJson ? JSON : YAML;
        try (JsonParser parser = mapper.createParser(text)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                if (!isEmpty(parser)) {
                    documents.add(new Document(mapper.readTree(parser), line));
                }
            }
        } catch (JsonProcessingException broken) {
            throw BrokenText.explained(file, broken);
        }
        return documents;
    }

    /**
     * Returns whether the document is empty. The YAML parser gives an empty string where nothing follows a separator.
     */
    private static boolean isEmpty(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getText().isEmpty());
    }

    static byte[] json(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible); // writing a tree never fails
        }
    }

    /** Returns the tree as indented JSON, for people and their tools. */
    public static String prettyJson(JsonNode tree) throws IOException {
        return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree);
    }

    public static String yaml(JsonNode tree) throws IOException {
        return YAML_FOR_PEOPLE.writeValueAsString(tree);
    }
}
