package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.kosmosadmission.reading.BrokenText;
import io.kosmosadmission.reading.ManifestText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads whole objects from YAML or JSON and writes them again: what is shown to people keeps all of its fields. */
public final class Trees {

    public static final ObjectMapper JSON = new ObjectMapper();

    /** Quotes what any reader of YAML would take for something else than a string, and nothing more. */
    private static final class Quotes extends StringQuotingChecker.Default {
        @Override
        public boolean needToQuoteName(String name) {
            return ManifestText.needsQuotes(name) || super.needToQuoteName(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return ManifestText.needsQuotes(value) || super.needToQuoteValue(value);
        }
    }

    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(new Quotes()).build())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private Trees() {}

    /** Returns the documents of a text of YAML without the empty ones; file is for messages. */
    public static List<JsonNode> documents(InputStream text, String file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = ManifestText.strict(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.VALUE_NULL) {
                    documents.add(JSON.readTree(parser));
                }
            }
        } catch (JsonProcessingException broken) {
            throw BrokenText.explained(file, broken);
        }
        return documents;
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
        return YAML.writeValueAsString(tree);
    }
}
