package io.kosmosadmission.reading.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.Notes;
import io.kosmosadmission.admission.PatchOperation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the answer to a review. */
public final class AnswerWriter {

    // Characters. Where all warnings together exceed 4,096, the API server cuts each to this length. The key fact of a
    // warning comes in its first 120.
    private static final int WARNING_LENGTH = 256;
    private static final int FORBIDDEN = 403;
    /** Bytes: a usual answer fits, so that the buffer doesn't grow. */
    private static final int USUAL_SIZE = 4096;

    private final JsonFactory json;

    public AnswerWriter(JsonFactory json) {
        this.json = json;
    }

    /** Writes a piece of JSON to a generator. */
    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    /** Returns the AdmissionReview that answers the request of that uid, as JSON. */
    public byte[] write(String uid, Decision decision) {
        // Before the answer's generator takes this thread's buffers: a second generator beside it would allocate its
        // own.
        Optional<byte[]> patch = decision.match(
                allowed -> Optional.empty(), it -> Optional.of(patch(it.patch())), denied -> Optional.empty());
        return bytes(generator -> {
            generator.writeStartObject();
            generator.writeStringField("apiVersion", "admission.k8s.io/v1");
            generator.writeStringField("kind", "AdmissionReview");
            generator.writeObjectFieldStart("response");
            generator.writeStringField("uid", uid);
            response(generator, decision, patch);
            generator.writeEndObject();
            generator.writeEndObject();
        });
    }

    private static void response(JsonGenerator generator, Decision decision, Optional<byte[]> patch)
            throws IOException {
        boolean allowed = decision.match(it -> true, it -> true, it -> false);
        generator.writeBooleanField("allowed", allowed);
        if (patch.isPresent()) {
            generator.writeStringField("patchType", "JSONPatch");
            generator.writeFieldName("patch");
            generator.writeBinary(patch.get());
        }
        if (decision instanceof Decision.Denied denied) {
            generator.writeObjectFieldStart("status");
            generator.writeStringField("status", "Failure");
            generator.writeNumberField("code", FORBIDDEN);
            generator.writeStringField("reason", "Forbidden");
            generator.writeStringField("message", denied.message());
            generator.writeEndObject();
        }
        notes(generator, decision.notes());
    }

    private static void notes(JsonGenerator generator, Notes notes) throws IOException {
        List<String> warnings = notes.toldWarnings();
        if (!warnings.isEmpty()) {
            generator.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                generator.writeString(cut(warning));
            }
            generator.writeEndArray();
        }
        generator.writeObjectFieldStart("auditAnnotations");
        if (!notes.rule().isEmpty()) {
            generator.writeStringField("rule", notes.rule());
        }
        generator.writeStringField("reason", notes.reason().label());
        generator.writeEndObject();
    }

    private static String cut(String warning) {
        String printable = warning.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (printable.codePointCount(0, printable.length()) <= WARNING_LENGTH) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, WARNING_LENGTH - 1)) + "…";
    }

    /** Returns the operations as the JSON text of an RFC 6902 patch. */
    public byte[] patch(List<PatchOperation> operations) {
        return bytes(generator -> {
            generator.writeStartArray();
            for (PatchOperation operation : operations) {
                generator.writeStartObject();
                generator.writeStringField("op", "add");
                generator.writeStringField("path", operation.path());
                generator.writeFieldName("value");
                value(generator, operation.value());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        });
    }

    private static void value(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                value(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                value(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else {
            generator.writeString((String) value);
        }
    }

    private byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            writing.to(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // writing to a byte array doesn't fail
        }
        return bytes.toByteArray();
    }
}
