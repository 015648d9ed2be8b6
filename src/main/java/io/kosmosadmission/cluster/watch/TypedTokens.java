package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.kosmosadmission.kube.Kind;
import java.io.IOException;
import java.util.Optional;

/** The tokens of one object that names its own kind, which may come after other fields. The reader closes it. */
record TypedTokens(String apiVersion, String kind, TokenBuffer tokens) implements AutoCloseable {

    /** Reads one object: the parser stands on its start, and is left on its end. */
    static TypedTokens read(JsonParser parser, DeserializationContext context) throws IOException {
        String apiVersion = "";
        String kind = "";
        TokenBuffer buffer = context.bufferForInputBuffering(parser);
        buffer.writeStartObject();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("kind") && value == JsonToken.VALUE_STRING) {
                kind = parser.getText();
            } else if (field.equals("apiVersion") && value == JsonToken.VALUE_STRING) {
                apiVersion = parser.getText();
            }
            buffer.writeFieldName(field);
            buffer.copyCurrentStructure(parser);
        }
        buffer.writeEndObject();
        return new TypedTokens(apiVersion, kind, buffer);
    }

    /** Returns the kind; empty where no inventory stores it. */
    Optional<Kind<?>> known() {
        return known(apiVersion, kind);
    }

    static Optional<Kind<?>> known(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return Kind.named(slash < 0 ? "" : apiVersion.substring(0, slash), kind);
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }
}
