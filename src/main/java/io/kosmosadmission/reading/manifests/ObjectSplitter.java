package io.kosmosadmission.reading.manifests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.kosmosadmission.reading.ManifestPlace;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Splits one document into its objects: itself, or the items of a list, at any depth. */
final class ObjectSplitter {

    /** The buffers hold tokens only, so they need no codec that maps objects. */
    private static final @Nullable ObjectCodec NO_OBJECTS = null;

    private static final String LIST = "List";

    /** An object whose fields are read as far as its kind. Its items, if it has any, aren't in the buffer. */
    private static final class Begun {
        private final ManifestPlace place;
        private final TokenBuffer fields = new TokenBuffer(NO_OBJECTS, false);
        private String apiVersion = "";
        private String kind = "";
        private boolean isList;
        /** Items that take their kind from this list, whose own hasn't come yet. */
        private final List<Begun> kindless = new ArrayList<>();

        private Begun(ManifestPlace place) {
            this.place = place;
        }

        /** Returns whether nothing says what it is. */
        private boolean isKindless() {
            return apiVersion.isEmpty() && kind.isEmpty();
        }
    }

    private final ObjectSink sink;
    private final ManifestRemarks remarks;
    private final IntFunction<ManifestPlace> places;
    private final Consumer<ManifestPlace> noManifests;
    private boolean handed;

    /** places returns the place of a line of the parser; noManifests takes the places of what is no object. */
    ObjectSplitter(
            ObjectSink sink,
            ManifestRemarks remarks,
            IntFunction<ManifestPlace> places,
            Consumer<ManifestPlace> noManifests) {
        this.sink = sink;
        this.remarks = remarks;
        this.places = places;
        this.noManifests = noManifests;
    }

    /** Returns whether the sink got an object. */
    boolean handed() {
        return handed;
    }

    /** Reads the value on whose start the parser stands; null is an empty document, or an item that isn't there. */
    void read(JsonParser parser) throws IOException {
        read(parser, Optional.empty());
    }

    private void read(JsonParser parser, Optional<Begun> list) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        ManifestPlace place = places.apply(parser.currentTokenLocation().getLineNr());
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, new Begun(place), list);
        } else {
            parser.skipChildren();
            noManifests.accept(place);
        }
    }

    /**
     * Reads an object or a list. An object is buffered, since its kind may come last; the items of a list are read one
     * by one.
     */
    private void object(JsonParser parser, Begun begun, Optional<Begun> list) throws IOException {
        begun.fields.writeStartObject();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                begun.isList = true;
                while (Shape.nextElement(parser)) {
                    read(parser, Optional.of(begun));
                }
                continue;
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                begun.kind = field.equals("kind") ? parser.getText() : begun.kind;
                begun.apiVersion = field.equals("apiVersion") ? parser.getText() : begun.apiVersion;
            }
            begun.fields.writeFieldName(field);
            begun.fields.copyCurrentStructure(parser);
        }
        begun.fields.writeEndObject();
        if (begun.isList || begun.kind.equals(LIST)) {
            handKindless(begun);
        } else if (begun.isKindless() && list.isPresent()) {
            list.get().kindless.add(begun);
            if (!list.get().apiVersion.isEmpty() && !list.get().kind.isEmpty()) {
                handKindless(list.get());
            }
        } else {
            hand(begun, begun.apiVersion, begun.kind);
        }
    }

    /** Hands on the items without a kind, as a typed list has them, with that of the list. */
    private void handKindless(Begun list) throws IOException {
        String kind = list.kind.endsWith(LIST) ? list.kind.substring(0, list.kind.length() - LIST.length()) : "";
        for (Begun item : list.kindless) {
            hand(item, list.apiVersion, kind);
        }
        list.kindless.clear();
    }

    private void hand(Begun begun, String apiVersion, String kind) throws IOException {
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            noManifests.accept(begun.place);
            return;
        }
        if (ProjectFile.isKustomization(apiVersion)) {
            remarks.note(begun.place.file() + ": " + ProjectFile.Kustomization.note());
            return;
        }
        try (JsonParser object = begun.fields.asParser()) {
            String served = ServedVersion.of(apiVersion, kind);
            if (!served.equals(apiVersion)) {
                remarks.note(begun.place.file() + ": " + apiVersion + " " + kind + " is read as " + served
                        + ", which took its place");
            }
            object.nextToken();
            handed = true;
            sink.read(begun.place, served, kind, object);
        } catch (UnreadableException wrong) {
            remarks.error(begun.place.message(wrong.getMessage()));
        }
    }
}
