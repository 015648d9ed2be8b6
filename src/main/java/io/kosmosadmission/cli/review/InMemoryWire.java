package io.kosmosadmission.cli.review;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.reading.ReviewCodec;
import io.kosmosadmission.reading.UnreadableException;
import java.nio.charset.StandardCharsets;

/** What the server does between a body and an answer, without a server. An error of ours is thrown, and not a 500. */
public final class InMemoryWire implements Wire {

    private static final int OK = 200;
    private static final int UNREADABLE = 400;
    private static final int TOO_LARGE = 413;
    private static final int LARGEST = 8 << 20;

    private final ReviewCodec codec = new ReviewCodec();
    private final Reviewer reviewer = new Reviewer(Mode.Enforce);

    @Override
    public Answer review(ClusterState state, Webhook webhook, byte[] body) {
        if (body.length > LARGEST) {
            return sentence(TOO_LARGE, "the review is over 8 MiB");
        }
        try {
            AdmissionRequest request = codec.decode(body, state.readsResources());
            Decision decision = reviewer.review(webhook, request, state);
            return new Answer(OK, codec.encode(request.uid(), decision));
        } catch (UnreadableException unreadable) {
            return sentence(UNREADABLE, unreadable.getMessage());
        }
    }

    private static Answer sentence(int status, String sentence) {
        return new Answer(status, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
