package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Notes what names the object that a parser stands at the beginning of, while a reader takes from it what decisions read:
 * records hold no resourceVersion, and a second pass would read each object twice.
 */
public final class MetadataTap extends JsonParserDelegate {

    private final JsonStreamContext object;
    private String namespace = "";
    private String name = "";
    private String resourceVersion = "";

    public MetadataTap(JsonParser parser) {
        super(parser);
        this.object = parser.getParsingContext();
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    public String resourceVersion() {
        return resourceVersion;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == JsonToken.VALUE_STRING && isInMetadata()) {
            note();
        }
        return token;
    }

    private void note() throws IOException {
        switch (delegate.currentName()) {
            case "namespace" -> namespace = delegate.getText();
            case "name" -> name = delegate.getText();
            case "resourceVersion" -> resourceVersion = delegate.getText();
            default -> {}
        }
    }

    private boolean isInMetadata() {
        JsonStreamContext parent = delegate.getParsingContext().getParent();
        return parent == object && "metadata".equals(parent.getCurrentName());
    }

    /** Goes on to the object's end, from wherever its reader gave up. */
    public void finish() throws IOException {
        while (isInside() && nextToken() != null) {
            // What names it may still come.
        }
    }

    private boolean isInside() {
        for (JsonStreamContext at = delegate.getParsingContext(); at != null; at = at.getParent()) {
            if (at == object) {
                return true;
            }
        }
        return false;
    }
}
