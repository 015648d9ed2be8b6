package io.kosmosadmission.reading;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Decision;
import java.util.function.Function;

/**
 * Reads and answers reviews as HTTP carries them, for a server and in memory: decodes a body or says why it is refused,
 * and encodes the answer.
 */
public final class HttpReviews {

    /**
     * The most bytes of a body. The API server's own limit for an object is 1.5 MiB; a review may hold two objects, and
     * escapes take more room.
     */
    public static final int MOST_BYTES = 8 << 20;

    private final ReviewCodec codec = new ReviewCodec();

    /** Why a body is refused, whatever the cluster is like. */
    public enum Refusal {
        Unreadable(400, "not a readable AdmissionReview"),
        TooLarge(413, "the review is over 8 MiB");

        private final int status;
        private final String message;

        Refusal(int status, String message) {
            this.status = status;
            this.message = message;
        }

        public int status() {
            return status;
        }

        public String message() {
            return message;
        }
    }

    /** The result of reading a body. */
    public sealed interface Body {

        record Decoded(AdmissionRequest request) implements Body {}

        record Refused(Refusal why, HttpAnswer answer) implements Body {}

        default <T> T match(Function<AdmissionRequest, T> decoded, Function<Refused, T> refused) {
            return this instanceof Decoded it ? decoded.apply(it.request()) : refused.apply((Refused) this);
        }
    }

    /** Reads a body in one pass. readResources: whether any match asks for the names of containers' resources. */
    public Body read(byte[] body, boolean readResources) {
        if (body.length > MOST_BYTES) {
            return refused(Refusal.TooLarge, Refusal.TooLarge.message());
        }
        try {
            return new Body.Decoded(codec.decode(body, readResources));
        } catch (UnreadableException unreadable) {
            return refused(Refusal.Unreadable, unreadable.getMessage());
        }
    }

    private static Body refused(Refusal why, String message) {
        return new Body.Refused(why, HttpAnswer.message(why.status(), message));
    }

    public HttpAnswer answer(AdmissionRequest request, Decision decision) {
        return new HttpAnswer(HttpAnswer.OK, codec.encode(request.uid(), decision));
    }
}
