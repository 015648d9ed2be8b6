package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.io.IOException;
import java.util.Map;

/**
 * Reads what a watch tells. The client's own way loads every model that there is, half a second of a start, and makes a
 * tree of each event first.
 */
final class WatchEventDeserializer extends JsonDeserializer<WatchEvent> {

    private final Map<String, Class<? extends KubernetesResource>> kinds;

    /** kinds: the class by the object's {@code apiVersion/kind}; an error's is Status. */
    WatchEventDeserializer(Map<String, Class<? extends KubernetesResource>> kinds) {
        this.kinds = Map.copyOf(kinds);
    }

    @Override
    public WatchEvent deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        WatchEvent event = new WatchEvent();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "type" -> event.setType(parser.getText());
                case "object" -> event.setObject(object(parser, context));
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private KubernetesResource object(JsonParser parser, DeserializationContext context) throws IOException {
        String apiVersion = "";
        String kind = "";
        try (TokenBuffer buffer = context.bufferForInputBuffering(parser)) {
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
            Class<? extends KubernetesResource> type = kinds.get(apiVersion + "/" + kind);
            if (type == null) {
                return context.reportInputMismatch(this, "an event about a \"%s\", which nobody follows", kind);
            }
            try (JsonParser object = buffer.asParserOnFirstToken()) {
                return context.readValue(object, type);
            }
        }
    }
}
