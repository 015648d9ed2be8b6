package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Takes the objects of manifests one by one. */
public interface ObjectSink {

    /** What people are told of something that is no object. */
    String NO_MANIFEST = "not a manifest: apiVersion, kind and metadata are required";

    /** What people are told of the text of a template. */
    String TEMPLATE = "looks like a template: render it first";

    /**
     * Reads an object, on whose start the parser stands. Throws an UnreadableException where its shape is wrong; the
     * next objects come all the same.
     *
     * @param apiVersion the version to read it as: in the place of one that is no longer served, the one after it
     */
    void read(ManifestPlace place, String apiVersion, String kind, JsonParser object) throws IOException;
}
