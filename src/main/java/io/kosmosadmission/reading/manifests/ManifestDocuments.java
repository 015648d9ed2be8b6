package io.kosmosadmission.reading.manifests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.kosmosadmission.reading.BrokenText;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text of manifests into objects. It has any number of documents, each an object or a list of objects, and
 * lists may be nested.
 */
public final class ManifestDocuments {

    /** The buffers hold tokens only, so they need no codec that maps objects. */
    private static final @Nullable ObjectCodec NO_OBJECTS = null;

    /** Reads one object; the parser stands on its start. group is empty for the core group. */
    public interface ObjectSink {
        void read(String group, String kind, JsonParser object) throws IOException;
    }

    private final ObjectSink sink;
    /** The line in which the object that is being read begins, from 1. */
    private int line = 1;

    public ManifestDocuments(ObjectSink sink) {
        this.sink = sink;
    }

    /** Hands each object of the text to the sink. file is the name for messages. */
    public void read(InputStream text, String file, JsonFactory factory) throws IOException {
        try (JsonParser parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                line = parser.currentTokenLocation().getLineNr();
                if (!isEmptyDocument(parser) && Shape.isObject(parser)) {
                    document(parser);
                }
            }
        } catch (JsonProcessingException broken) {
            throw BrokenText.explained(file, broken);
        } catch (UnreadableException wrong) {
            throw new UnreadableException(file + ":" + line + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Returns whether the document is empty: the YAML parser gives an empty string for it. */
    private static boolean isEmptyDocument(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                && parser.getText().isEmpty();
    }

    /**
     * Reads an object or a list. An object is buffered, since its kind may come last; the items of a list are read one
     * by one.
     */
    private void document(JsonParser parser) throws IOException {
        line = parser.currentTokenLocation().getLineNr();
        Optional<String> kind = Optional.empty();
        String apiVersion = "";
        try (TokenBuffer buffer = new TokenBuffer(NO_OBJECTS, false)) {
            buffer.writeStartObject();
            boolean isList = false;
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                    isList = true;
                    items(parser);
                    continue;
                }
                buffer.writeFieldName(field);
                if (field.equals("kind")) {
                    kind = Optional.of(Shape.string(parser));
                } else if (field.equals("apiVersion")) {
                    apiVersion = Shape.string(parser);
                }
                buffer.copyCurrentStructure(parser);
            }
            buffer.writeEndObject();
            if (!isList) {
                object(apiVersion, kind, buffer);
            }
        }
    }

    private void items(JsonParser parser) throws IOException {
        while (Shape.nextElement(parser)) {
            if (Shape.isObject(parser)) {
                document(parser);
            }
        }
    }

    private void object(String apiVersion, Optional<String> kind, TokenBuffer buffer) throws IOException {
        if (kind.isEmpty() || apiVersion.isEmpty()) {
            throw new UnreadableException("not a manifest: apiVersion and kind are required");
        }
        int slash = apiVersion.indexOf('/');
        try (JsonParser object = buffer.asParser()) {
            object.nextToken();
            sink.read(slash < 0 ? "" : apiVersion.substring(0, slash), kind.get(), object);
        }
    }
}
