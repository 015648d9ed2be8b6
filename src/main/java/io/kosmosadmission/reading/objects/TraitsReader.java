package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Quantity;
import io.kosmosadmission.kube.VolumeTraits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/** Reads what the specs of claims and volumes have in common: the size, the access modes and the volumeMode. */
final class TraitsReader {

    private static final String STORAGE = "storage";

    private long bytes = Quantity.UNKNOWN;
    private List<String> accessModes = List.of();
    private boolean block;

    VolumeTraits read() {
        return bytes == Quantity.UNKNOWN && accessModes.isEmpty() && !block
                ? VolumeTraits.UNKNOWN
                : new VolumeTraits(bytes, new HashSet<>(accessModes), block);
    }

    /** Reads the field if it is one of those that both specs have; skips any other. */
    void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "accessModes" -> accessModes = Shape.stringList(parser);
            case "volumeMode" -> block = Shape.string(parser).equals("Block");
            default -> parser.skipChildren();
        }
    }

    /** Reads the size that a claim's {@code resources} request. */
    void requests(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("requests")) {
                capacity(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Reads a list of quantities by resource name. */
    void capacity(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals(STORAGE) && parser.currentToken().isScalarValue()) {
                bytes = Quantity.bytes(parser.getText()); // the API takes a number, too
            } else {
                parser.skipChildren();
            }
        }
    }
}
