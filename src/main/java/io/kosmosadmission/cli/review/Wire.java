package io.kosmosadmission.cli.review;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import java.io.IOException;

/** How a review is answered: in memory, or by a server over HTTPS. The same cases run over both. */
public interface Wire {

    /** state is what the answer is decided on. */
    HttpAnswer review(ClusterState state, Webhook webhook, byte[] body) throws IOException;
}
