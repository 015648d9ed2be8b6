package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.admission.PlacementAnnotations;
import java.io.IOException;

/**
 * Reads from managedFields whether a request set the annotation that tells a placement. What webhooks add is in none of
 * these fields: the API server notes them before it calls webhooks.
 */
final class ManagedFieldsReader {

    private static final String PLACED = "f:" + PlacementAnnotations.PLACED;

    private ManagedFieldsReader() {}

    static boolean namePlacement(JsonParser parser) throws IOException {
        return Shape.list(parser, ManagedFieldsReader::entryNamesIt).contains(true);
    }

    private static boolean entryNamesIt(JsonParser parser) throws IOException {
        return isThere(
                parser,
                "fieldsV1",
                fields -> isThere(
                        fields,
                        "f:metadata",
                        metadata -> isThere(
                                metadata,
                                "f:annotations",
                                annotations -> isThere(annotations, PLACED, own -> {
                                    own.skipChildren();
                                    return true;
                                }))));
    }

    /** Reads an object, and one of its fields by the reader. */
    private static boolean isThere(JsonParser parser, String wanted, Shape.ElementReader<Boolean> reader)
            throws IOException {
        boolean there = false;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals(wanted)) {
                    there |= reader.read(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return there;
    }
}
