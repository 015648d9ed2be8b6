package io.kosmosadmission.server.metrics;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.Notes;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.server.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Counts reviews and times them. A review finds its counter by a number, since Micrometer's own look-up would build
 * tags and hash strings for each. All labels are from closed sets.
 */
@Singleton
public final class ReviewMetrics {

    /** From a warm decision (20 to 50 microseconds) to the longest timeout that is sensible for a webhook. */
    private static final Duration[] BUCKETS = Stream.of(
                    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
                    1_000_000, 2_500_000, 5_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final RuleHits ruleHits;
    private final Timer[] timers;
    private final Map<Integer, Counter> reviews = new ConcurrentHashMap<>();

    ReviewMetrics(MeterRegistry registry, RuleHits ruleHits) {
        this.registry = registry;
        this.ruleHits = ruleHits;
        this.timers = Stream.of(Webhook.values())
                .map(webhook -> Timer.builder("kosmos_admission_review")
                        .description("From a request's head to its answer")
                        .tag("webhook", webhook.name())
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry))
                .toArray(Timer[]::new);
    }

    public void decided(Webhook webhook, AdmissionRequest request, Decision decision) {
        Notes notes = decision.notes();
        count(new ReviewLabels(
                webhook,
                KindLabel.of(request.group(), request.kind()),
                request.operation().ordinal(),
                ReviewLabels.decision(decision.label()),
                notes.reason().ordinal(),
                notes.mode().ordinal()));
        if (!notes.rule().isEmpty()) {
            ruleHits.hit(notes.rule(), notes.mode());
        }
    }

    public void failed(Webhook webhook, Failure failure) {
        count(ReviewLabels.of(webhook, failure));
    }

    /** Records how long a review took. nanos count from the arrival of the request's head. */
    public void took(Webhook webhook, long nanos) {
        timers[webhook.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    private void count(ReviewLabels labels) {
        Counter counter = reviews.get(labels.number());
        if (counter == null) {
            counter = reviews.computeIfAbsent(
                    labels.number(),
                    number -> Counter.builder("kosmos_admission_reviews")
                            .description("Reviews answered")
                            .tags(labels.tags())
                            .register(registry));
        }
        counter.increment();
    }
}
