package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.LiveReviewer;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.ReviewCodec;
import io.kosmosadmission.reading.UnreadableException;
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
    private final ReviewCodec codec;
    private final Reviewer reviewer;
    private final ReviewMetrics metrics;
    private final FailureLog log;
    private final Optional<LiveReviewer> live;

    ReviewHandler(StateSource source, ReviewCodec codec, Reviewer reviewer, ReviewMetrics metrics, FailureLog log) {
        this.source = source;
        this.codec = codec;
        this.reviewer = reviewer;
        this.metrics = metrics;
        this.log = log;
        this.live = source.live().map(reader -> new LiveReviewer(reviewer, reader));
    }

    /**
     * The answer, where the snapshot is enough for it. Blocks on nothing, so that it may run on the event loop. counted:
     * false for our own warm-up reviews.
     */
    Optional<Answer> reviewAtOnce(Webhook webhook, byte[] body, boolean counted) {
        return answer(
                webhook,
                body,
                counted,
                (request, state) -> live.isEmpty()
                        ? Optional.of(reviewer.review(webhook, request, state))
                        : live.get().fromSnapshot(webhook, request, state));
    }

    /** The answer, whatever it takes; blocks while the cluster is asked. left: of the review's time. */
    Answer review(Webhook webhook, byte[] body, boolean counted, Supplier<Duration> left) {
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

    private Optional<Answer> answer(Webhook webhook, byte[] body, boolean counted, Deciding deciding) {
        if (!source.synced()) {
            return Optional.of(failed(webhook, Failure.NotSynced, counted));
        }
        try {
            ClusterState state = source.current();
            AdmissionRequest request = codec.decode(body, state.readsResources());
            Optional<Decision> decision = deciding.decide(request, state);
            if (decision.isEmpty()) {
                return Optional.empty();
            }
            Answer answer = Answer.review(codec.encode(request.uid(), decision.get()));
            if (counted) {
                metrics.decided(webhook, request, decision.get());
            }
            return Optional.of(answer);
        } catch (UnreadableException unreadable) {
            note(webhook, Failure.Unreadable, counted, null);
            return Optional.of(Answer.of(Failure.Unreadable, unreadable.getMessage()));
        } catch (RuntimeException | StackOverflowError bug) {
            note(webhook, Failure.Bug, counted, bug);
            return Optional.of(Answer.of(Failure.Bug));
        }
    }

    Answer failed(Webhook webhook, Failure failure, boolean counted) {
        note(webhook, failure, counted, null);
        return Answer.of(failure);
    }

    private void note(Webhook webhook, Failure failure, boolean counted, Throwable cause) {
        if (counted) {
            metrics.failed(webhook, failure);
        }
        log.failed(webhook, failure, cause);
    }
}
