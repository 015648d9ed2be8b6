package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.ReadyCondition;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Reads the Ready condition from the status of a node. A status is its node's own report, and no part of what is
 * asked for: what has another shape counts as absent.
 */
final class ReadinessReader {

    private static final String READY = "Ready";
    private static final String TRUE = "True";

    private String type = "";
    private String status = "";
    private String since = "";

    private ReadinessReader() {}

    /** Reads the status that the parser stands on; a namespace or any other object may have one, too. */
    static ReadyCondition ofStatus(JsonParser parser) throws IOException {
        ReadyCondition readiness = ReadyCondition.UNKNOWN;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return readiness;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("conditions") && parser.currentToken() == JsonToken.START_ARRAY) {
                readiness = ofConditions(parser);
            } else {
                parser.skipChildren();
            }
        }
        return readiness;
    }

    private static ReadyCondition ofConditions(JsonParser parser) throws IOException {
        ReadyCondition readiness = ReadyCondition.UNKNOWN;
        while (Shape.nextElement(parser)) {
            ReadinessReader condition = new ReadinessReader();
            condition.read(parser);
            if (condition.type.equals(READY)) {
                readiness = new ReadyCondition(condition.status.equals(TRUE), seconds(condition.since));
            }
        }
        return readiness;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "type" -> type = text(parser);
                case "status" -> status = text(parser);
                case "lastTransitionTime" -> since = text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    private static long seconds(String time) {
        try {
            return time.isEmpty()
                    ? ReadyCondition.NEVER
                    : OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeException malformed) {
            return ReadyCondition.NEVER;
        }
    }
}
