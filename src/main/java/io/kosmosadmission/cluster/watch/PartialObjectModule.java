package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.reading.ReceivedObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the client read the objects of every {@link Kind} as partial objects, and lists item by item. */
public final class PartialObjectModule extends SimpleModule {

    private static final String LIST = "List";

    public PartialObjectModule() {
        super("partial-objects");
        addDeserializer(PartialObjectList.class, new OfList());
        addDeserializer(WatchEvent.class, new WatchEventDeserializer());
    }

    private static final class OfList extends JsonDeserializer<PartialObjectList> {

        /**
         * Reads a list. For built-in kinds, the list has its kind before the items, and the items have none; for custom
         * resources it is the other way round.
         */
        @Override
        public PartialObjectList deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            PartialObjectList list = new PartialObjectList();
            List<PartialObject> items = new ArrayList<>();
            String kind = "";
            String apiVersion = "";
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("metadata")) {
                    list.setMetadata(context.readValue(parser, ListMeta.class));
                } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    Optional<Kind<?>> ofItems = kind.endsWith(LIST)
                            ? TypedTokens.known(apiVersion, kind.substring(0, kind.length() - LIST.length()))
                            : Optional.empty();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        items.add(
                                ofItems.isPresent()
                                        ? new PartialObject(ReceivedObject.read(ofItems.get(), parser))
                                        : selfDescribing(parser, context));
                    }
                } else if (field.equals("kind") && value == JsonToken.VALUE_STRING) {
                    kind = parser.getText();
                } else if (field.equals("apiVersion") && value == JsonToken.VALUE_STRING) {
                    apiVersion = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            list.setItems(items);
            return list;
        }

        private PartialObject selfDescribing(JsonParser parser, DeserializationContext context) throws IOException {
            try (TypedTokens item = TypedTokens.read(parser, context)) {
                Optional<Kind<?>> kind = item.known();
                if (kind.isEmpty()) {
                    return context.reportInputMismatch(
                            this, "an item of kind \"%s\", which no inventory holds", item.kind());
                }
                try (JsonParser object = item.tokens().asParserOnFirstToken()) {
                    return new PartialObject(ReceivedObject.read(kind.get(), object));
                }
            }
        }
    }
}
