package io.kosmosadmission.cli.review;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import java.io.IOException;

/** Answers reviews: in memory, or by a server over HTTPS. The same cases run over both. */
public interface Wire {

    /** Answers the review that the body holds, decided on the state. */
    HttpAnswer review(ClusterState state, Webhook webhook, byte[] body) throws IOException;
}
