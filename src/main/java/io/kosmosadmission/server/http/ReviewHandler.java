package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.LiveReader;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.admission.ReviewStep;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns a whole body into a whole answer. */
@Singleton
final class ReviewHandler {

    private final StateSource source;
    private final HttpReviews reviews;
    private final Reviewer reviewer;
    private final ReviewMetrics metrics;
    private final FailureLog log;
    private final Optional<LiveReader> live;

    ReviewHandler(StateSource source, HttpReviews reviews, Reviewer reviewer, ReviewMetrics metrics, FailureLog log) {
        this.source = source;
        this.reviews = reviews;
        this.reviewer = reviewer;
        this.metrics = metrics;
        this.log = log;
        this.live = source.live();
    }

    /**
     * Decodes the body, and decides where the state is enough for that. It doesn't block, so it may run on the event
     * loop. counted is false for our own warm-up reviews; the canary's aren't counted either.
     */
    Begun begin(Webhook webhook, byte[] body, boolean counted) {
        if (!source.synced()) {
            return new Begun.Answered(failed(webhook, Failure.NotSynced, counted), counted);
        }
        try {
            ClusterState state = source.current();
            return reviews.read(body, state.readsResources())
                    .match(
                            request -> begin(webhook, request, counted && !CanaryReview.isOf(request), state),
                            refused -> {
                                note(webhook, Failure.of(refused.why()), counted, null);
                                return new Begun.Answered(refused.answer(), counted);
                            });
        } catch (RuntimeException | StackOverflowError bug) {
            return new Begun.Answered(bug(webhook, counted, bug), counted);
        }
    }

    private Begun begin(Webhook webhook, AdmissionRequest request, boolean counted, ClusterState state) {
        return step(webhook, request, state)
                .match(
                        decision -> new Begun.Answered(answer(webhook, request, counted, decision), counted),
                        needs -> new Begun.Waiting(webhook, request, counted, needs));
    }

    private ReviewStep step(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return live.isPresent()
                ? reviewer.begin(webhook, request, state)
                : new ReviewStep.Decided(reviewer.review(webhook, request, state));
    }

    /** Returns the answer. Blocks while the cluster is asked. left returns how much of the review's time is left. */
    HttpAnswer finish(Begun begun, Supplier<Duration> left) {
        return begun.match(Function.identity(), waiting -> finish(waiting, left));
    }

    private HttpAnswer finish(Begun.Waiting waiting, Supplier<Duration> left) {
        try {
            Decision decision = decision(waiting.needs(), left);
            return answer(waiting.webhook(), waiting.request(), waiting.counted(), decision);
        } catch (RuntimeException | StackOverflowError bug) {
            return bug(waiting.webhook(), waiting.counted(), bug);
        }
    }

    private Decision decision(ReviewStep step, Supplier<Duration> left) {
        return step.match(Function.identity(), needs -> decision(lookUp(needs, left.get()), left));
    }

    private ReviewStep lookUp(ReviewStep.Needs needs, Duration left) {
        try {
            return needs.read().apply(live.orElseThrow().read(needs.keys(), left));
        } catch (LookupFailedException failed) {
            return needs.unread().apply(failed);
        }
    }

    private HttpAnswer answer(Webhook webhook, AdmissionRequest request, boolean counted, Decision decision) {
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

    private HttpAnswer bug(Webhook webhook, boolean counted, Throwable bug) {
        note(webhook, Failure.Bug, counted, bug);
        return Failure.Bug.answer();
    }

    private void note(Webhook webhook, Failure failure, boolean counted, @Nullable Throwable cause) {
        if (counted) {
            metrics.failed(webhook, failure);
        }
        log.failed(webhook, failure, cause);
    }
}
