package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.ReviewCodec;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.server.Failure;
import io.kosmosadmission.server.metrics.ReviewMetrics;
import jakarta.inject.Singleton;

/** From a whole body to a whole answer. Blocks on nothing, so that it may run on the event loop. */
@Singleton
final class ReviewDesk {

    private final StateSource source;
    private final ReviewCodec codec;
    private final Reviewer reviewer;
    private final ReviewMetrics metrics;
    private final FailureLog log;

    ReviewDesk(StateSource source, ReviewCodec codec, Reviewer reviewer, ReviewMetrics metrics, FailureLog log) {
        this.source = source;
        this.codec = codec;
        this.reviewer = reviewer;
        this.metrics = metrics;
        this.log = log;
    }

    /** counted: false for our own warm-up reviews. */
    Answer review(Webhook webhook, byte[] body, boolean counted) {
        if (!source.synced()) {
            return failed(webhook, Failure.NotSynced, counted);
        }
        try {
            ClusterState state = source.current();
            AdmissionRequest request = codec.decode(body, state.readsResources());
            Decision decision = reviewer.review(webhook, request, state);
            Answer answer = Answer.review(codec.encode(request.uid(), decision));
            if (counted) {
                metrics.decided(webhook, request, decision);
            }
            return answer;
        } catch (UnreadableException unreadable) {
            note(webhook, Failure.Unreadable, counted, null);
            return Answer.of(Failure.Unreadable, unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError bug) {
            note(webhook, Failure.Bug, counted, bug);
            return Answer.of(Failure.Bug);
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
