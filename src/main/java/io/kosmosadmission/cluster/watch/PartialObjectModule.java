package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Teaches the client to read the kinds that are followed as slices, and lists of them one item after the other. */
public final class PartialObjectModule extends SimpleModule {

    public PartialObjectModule(List<FollowedKind<?, ?, ?>> kinds) {
        super("slices");
        kinds.forEach(this::add);
        Map<String, Class<? extends KubernetesResource>> classes = new HashMap<>(Map.of(
                "v1/ConfigMap", ConfigMap.class,
                "v1/Status", Status.class));
        kinds.forEach(kind -> classes.put(kind.apiVersion() + "/" + kind.kind(), kind.slice()));
        addDeserializer(WatchEvent.class, new WatchEventDeserializer(classes));
    }

    private <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> void add(
            FollowedKind<T, S, L> kind) {
        addDeserializer(kind.slice(), new OfSlice<>(kind));
        addDeserializer(kind.list(), new OfList<>(kind));
    }

    private static final class OfSlice<S extends PartialObject<?>> extends JsonDeserializer<S> {

        private final FollowedKind<?, S, ?> kind;

        OfSlice(FollowedKind<?, S, ?> kind) {
            this.kind = kind;
        }

        @Override
        public S deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return kind.read(parser);
        }
    }

    private static final class OfList<S extends PartialObject<?>, L extends DefaultKubernetesResourceList<S>>
            extends JsonDeserializer<L> {

        private final FollowedKind<?, S, L> kind;

        OfList(FollowedKind<?, S, L> kind) {
            this.kind = kind;
        }

        @Override
        public L deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            L list = kind.newList().get();
            List<S> items = new ArrayList<>();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("metadata")) {
                    list.setMetadata(context.readValue(parser, ListMeta.class));
                } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        items.add(kind.read(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            list.setItems(items);
            return list;
        }
    }
}
