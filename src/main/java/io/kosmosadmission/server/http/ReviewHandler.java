package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.LiveReviewer;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.HttpReviews;
import io.kosmosadmission.server.Failure;
import io.kosmosadmission.server.metrics.ReviewMetrics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** From a whole body to a whole answer. */
@Singleton
final class ReviewHandler {

    private final StateSource source;
    private final HttpReviews reviews;
    private final Reviewer reviewer;
    private final ReviewMetrics metrics;
    private final FailureLog log;
    private final Optional<LiveReviewer> live;

    ReviewHandler(StateSource source, HttpReviews reviews, Reviewer reviewer, ReviewMetrics metrics, FailureLog log) {
        this.source = source;
        this.reviews = reviews;
        this.reviewer = reviewer;
        this.metrics = metrics;
        this.log = log;
        this.live = source.live().map(reader -> new LiveReviewer(reviewer, reader));
    }

    /**
     * The answer, where the snapshot is enough for it. Blocks on nothing, so that it may run on the event loop. counted:
     * false for our own warm-up reviews.
     */
    Optional<HttpAnswer> reviewAtOnce(Webhook webhook, byte[] body, boolean counted) {
        return answer(
                webhook,
                body,
                counted,
                (request, state) -> live.isEmpty()
                        ? Optional.of(reviewer.review(webhook, request, state))
                        : live.get().fromSnapshot(webhook, request, state));
    }

    /** The answer, whatever it takes; blocks while the cluster is asked. left: of the review's time. */
    HttpAnswer review(Webhook webhook, byte[] body, boolean counted, Supplier<Duration> left) {
        return answer(
                        webhook,
                        body,
                        counted,
                        (request, state) -> Optional.of(
                                live.isEmpty()
                                        ? reviewer.review(webhook, request, state)
                                        : live.get().withLookUps(webhook, request, state, left)))
                .orElseThrow();
    }

    /** A way to a decision; empty where it would take look-ups. */
    private interface Deciding {
        Optional<Decision> decide(AdmissionRequest request, ClusterState state);
    }

    private Optional<HttpAnswer> answer(Webhook webhook, byte[] body, boolean counted, Deciding deciding) {
        if (!source.synced()) {
            return Optional.of(failed(webhook, Failure.NotSynced, counted));
        }
        try {
            ClusterState state = source.current();
            return reviews.read(body, state.readsResources())
                    .match(
                            request -> deciding.decide(request, state)
                                    .map(decision -> decided(webhook, request, decision, counted)),
                            refused -> {
                                note(webhook, Failure.of(refused.why()), counted, null);
                                return Optional.of(refused.answer());
                            });
        } catch (RuntimeException | StackOverflowError bug) {
            note(webhook, Failure.Bug, counted, bug);
            return Optional.of(Failure.Bug.answer());
        }
    }

    private HttpAnswer decided(Webhook webhook, AdmissionRequest request, Decision decision, boolean counted) {
        HttpAnswer answer = reviews.answer(request, decision);
        if (counted) {
            metrics.decided(webhook, request, decision);
        }
        return answer;
    }

    HttpAnswer failed(Webhook webhook, Failure failure, boolean counted) {
        note(webhook, failure, counted, null);
        return failure.answer();
    }

    private void note(Webhook webhook, Failure failure, boolean counted, Throwable cause) {
        if (counted) {
            metrics.failed(webhook, failure);
        }
        log.failed(webhook, failure, cause);
    }
}
