package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Notes the namespace, name and resourceVersion of the object that a parser stands on, while a reader reads the object
 * through this parser. Our records have no resourceVersion, and a second pass would parse each object twice.
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

    /** Skips to the object's end, from wherever its reader stopped. */
    public void finish() throws IOException {
        while (isInside() && nextToken() != null) {
            // The name may still come.
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
