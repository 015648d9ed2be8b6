package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonFactory;
import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.reading.review.AnswerWriter;
import io.kosmosadmission.reading.review.ReviewReader;

/** Decodes and encodes AdmissionReview v1. */
public final class ReviewCodec {

    // Keeps Jackson's limits, such as 1,000 levels of nesting: the body may be hostile.
    private final JsonFactory json = new JsonFactory();

    /** Reads a review in one pass. readResources: whether any match asks for the names of containers' resources. */
    public AdmissionRequest decode(byte[] body, boolean readResources) throws UnreadableException {
        return new ReviewReader(json, body, readResources).read();
    }

    /** Returns the answer to the review of that uid. */
    public byte[] encode(String uid, Decision decision) {
        return new AnswerWriter(json).write(uid, decision);
    }

    /** Returns the operations of a decision as the JSON text of an RFC 6902 patch. */
    public byte[] encodePatch(Decision.Patched patched) {
        return new AnswerWriter(json).patch(patched.patch());
    }
}
