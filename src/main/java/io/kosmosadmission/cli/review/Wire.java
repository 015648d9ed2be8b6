package io.kosmosadmission.cli.review;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import java.io.IOException;

/** How a review is answered: in memory, or by a server over HTTPS. The same cases run over both. */
public interface Wire {

    /** An HTTP status; the body is the AdmissionReview in JSON where it is 200, else a sentence. */
    record Answer(int status, byte[] body) {}

    /** state is what the answer is decided on. */
    Answer review(ClusterState state, Webhook webhook, byte[] body) throws IOException;
}
