package io.kosmosadmission.reading;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Decision;

/** AdmissionReview v1 from and to bytes. */
public final class ReviewCodec {

    /** Reads a review in one pass. readResources: whether any match asks for the containers' resource names. */
    public AdmissionRequest decode(byte[] body, boolean readResources) throws UnreadableException {
        throw new UnreadableException("not an AdmissionReview");
    }

    public byte[] encode(String uid, Decision decision) {
        return new byte[0];
    }
}
