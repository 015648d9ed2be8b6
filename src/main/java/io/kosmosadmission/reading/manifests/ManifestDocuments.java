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

/** Takes a text of manifests apart: any number of documents, each an object or a list of objects at any depth. */
public final class ManifestDocuments {

    /** A buffer of tokens alone maps no objects. */
    private static final @Nullable ObjectCodec NO_OBJECTS = null;

    /** Reads one object, the parser standing on its start. group is empty for the core group. */
    public interface ObjectSink {
        void read(String group, String kind, JsonParser object) throws IOException;
    }

    private final ObjectSink sink;
    /** Where the object that is read begins. */
    private int line = 1;

    public ManifestDocuments(ObjectSink sink) {
        this.sink = sink;
    }

    /** file is for messages. */
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

    /** A separator with nothing behind it is an empty string to the YAML parser. */
    private static boolean isEmptyDocument(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                && parser.getText().isEmpty();
    }

    /** The kind may come after what it is the kind of, so an object is buffered until it is known; a list is not. */
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
