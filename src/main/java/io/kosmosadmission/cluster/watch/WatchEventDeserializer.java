package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.reading.ReceivedObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the events of a watch. The client's own deserializer would load every model there is, which takes half a second
 * of a start, and make a tree of each event first.
 */
final class WatchEventDeserializer extends JsonDeserializer<WatchEvent> {

    /** The models of the other objects that events carry: the rules' ConfigMap, and the Status that an error has. */
    private static final Map<String, Class<? extends KubernetesResource>> MODELS =
            Map.of("v1/ConfigMap", ConfigMap.class, "v1/Status", Status.class);

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
        try (TypedTokens typed = TypedTokens.read(parser, context);
                JsonParser object = typed.tokens().asParserOnFirstToken()) {
            Optional<Kind<?>> kind = typed.known();
            if (kind.isPresent()) {
                return new PartialObject(ReceivedObject.read(kind.get(), object));
            }
            Class<? extends KubernetesResource> model = MODELS.get(typed.apiVersion() + "/" + typed.kind());
            return model == null
                    ? context.reportInputMismatch(this, "an event about a \"%s\", which nobody watches", typed.kind())
                    : context.readValue(object, model);
        }
    }
}
