package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.reading.manifests.ManifestDocuments;
import io.kosmosadmission.reading.yaml.JsonScalar;
import io.kosmosadmission.reading.yaml.YamlTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** YAML and JSON as kubectl takes them. */
public final class ManifestText {

    private ManifestText() {}

    /**
     * Hands each object of the text to the sink, the items of lists too. file is the name for messages; what can't be
     * read is told in the remarks. Throws where the stream itself can't be read.
     */
    public static void objects(InputStream text, String file, ManifestRemarks remarks, ObjectSink sink)
            throws IOException {
        new ManifestDocuments(file, remarks, sink).read(text);
    }

    /** Returns the documents of YAML as the tokens of JSON. A field that is written twice is an error of the parser. */
    public static JsonParser strict(InputStream text) {
        return new YamlTokens(new InputStreamReader(text, StandardCharsets.UTF_8), 1, (field, parser) -> {
            throw new JsonParseException(
                    parser, "field \"" + field + "\" is written twice", parser.currentTokenLocation());
        });
    }

    /** Returns whether a string must be in quotes to be one, for kubectl and for readers of YAML 1.1 and 1.2. */
    public static boolean needsQuotes(String text) {
        return JsonScalar.needsQuotes(text);
    }
}
