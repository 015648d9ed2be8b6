package io.kosmosadmission.cli.review;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.HttpReviews;

/**
 * Does in memory what the server does between a body and its answer. Where the server answers a bug with 500, this
 * throws.
 */
public final class InMemoryWire implements Wire {

    private final HttpReviews reviews = new HttpReviews();
    private final Reviewer reviewer;

    public InMemoryWire() {
        this(Mode.Enforce);
    }

    /** maxMode is the emergency brake. */
    InMemoryWire(Mode maxMode) {
        this.reviewer = new Reviewer(maxMode);
    }

    @Override
    public HttpAnswer review(ClusterState state, Webhook webhook, byte[] body) {
        return reviews.read(body, state.readsResources())
                .match(
                        request -> reviews.answer(request, reviewer.review(webhook, request, state)),
                        HttpReviews.Body.Refused::answer);
    }
}
