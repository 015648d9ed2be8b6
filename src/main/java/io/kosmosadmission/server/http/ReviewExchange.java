package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.server.Failure;
import io.kosmosadmission.server.metrics.ReviewMetrics;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One request, from its head to its answer. All but the decision on a large body and look-ups happens on the
 * connection's event loop, so there is no lock. It is answered exactly once: at the end of its body, or when its time
 * is used up, whichever comes first. A body that trickles in costs one timer and the memory for what has arrived.
 */
final class ReviewExchange {

    private final Webhook webhook;
    private final HttpServerRequest request;
    private final Context context;
    private final ReviewHandler handler;
    private final LargeReviews large;
    private final LookUps lookUps;
    private final ReviewMetrics metrics;
    private final long arrival = System.nanoTime();
    private final Optional<Failure> refusal;
    private final ReviewBody body;
    /** Milliseconds from arrival. */
    private final long budget;

    private long timer;
    private boolean counted;
    private boolean over;

    ReviewExchange(Webhook webhook, HttpServerRequest request, Context context, Shared shared, boolean counted) {
        this.webhook = webhook;
        this.request = request;
        this.context = context;
        this.handler = shared.handler();
        this.large = shared.large();
        this.lookUps = shared.lookUps();
        this.metrics = shared.metrics();
        this.counted = counted;
        this.refusal = RequestHead.refusal(request);
        this.budget = ReviewTimeout.budgetMillis(request.getParam("timeout"));
        this.body = new ReviewBody(large, RequestHead.announcedLength(request));
    }

    /** What all exchanges share. */
    record Shared(ReviewHandler handler, LargeReviews large, LookUps lookUps, ReviewMetrics metrics) {}

    void begin() {
        refusal.ifPresent(refused -> body.drop());
        timer = context.owner().setTimer(Math.max(1, budget), fired -> outOfTime());
        request.exceptionHandler(gone -> end());
        request.handler(this::take);
        request.endHandler(complete -> decide());
        request.resume(); // Quarkus hands requests over paused
    }

    private void take(Buffer chunk) {
        body.add(chunk);
        if (body.isOverHardStop()) {
            answerAndClose(handler.failed(webhook, Failure.TooLarge, counted));
        }
    }

    /**
     * Decides, now that the head and the whole body are here. Refusals wait for this too, since clients that still send
     * don't see an answer.
     */
    private void decide() {
        if (over) {
            return;
        }
        Optional<Failure> failure = failure();
        if (failure.isPresent()) {
            answer(handler.failed(webhook, failure.get(), counted));
        } else if (body.isLarge()) {
            byte[] bytes = body.toBytes();
            answerElsewhere(large::run, () -> handler.begin(webhook, bytes, counted));
        } else {
            Begun begun = handler.begin(webhook, body.toBytes(), counted);
            begun.ifAnswered().ifPresentOrElse(this::answer, () -> answerElsewhere(lookUps::run, () -> begun));
        }
    }

    private void answer(Begun.Answered answered) {
        counted = answered.counted();
        answer(answered.answer());
    }

    private Optional<Failure> failure() {
        if (refusal.isPresent()) {
            return refusal;
        }
        if (body.isOverLimit()) {
            return Optional.of(Failure.TooLarge);
        }
        if (body.foundNoRoom()) {
            return Optional.of(Failure.Busy);
        }
        boolean late = System.nanoTime() - arrival >= TimeUnit.MILLISECONDS.toNanos(budget);
        return late ? Optional.of(Failure.OutOfTime) : Optional.empty();
    }

    private void answerElsewhere(Predicate<Runnable> workers, Supplier<Begun> begun) {
        boolean accepted = workers.test(() -> {
            HttpAnswer answer = handler.finish(begun.get(), this::left);
            context.runOnContext(back -> answer(answer));
        });
        if (!accepted) {
            answer(handler.failed(webhook, Failure.Busy, counted));
        }
    }

    private Duration left() {
        Duration left = Duration.ofMillis(budget).minusNanos(System.nanoTime() - arrival);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Answers that the time is used up: the caller has given up or is about to. The rest of a body that still comes
     * isn't waited for.
     */
    private void outOfTime() {
        if (over) {
            return;
        }
        HttpAnswer answer = handler.failed(webhook, Failure.OutOfTime, counted);
        if (request.isEnded()) {
            answer(answer);
        } else {
            answerAndClose(answer);
        }
    }

    private void answerAndClose(HttpAnswer answer) {
        if (over) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            answer(answer); // only the stream ends: others share the connection
            request.response().reset(0);
        } else {
            request.response().putHeader("connection", "close");
            answer(answer);
            request.connection().close();
        }
    }

    private void answer(HttpAnswer answer) {
        if (over) {
            return;
        }
        end();
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (answer.status() == Failure.MethodNotAllowed.status()) {
            response.putHeader("allow", "POST");
        }
        response.setStatusCode(answer.status()).putHeader("content-type", answer.contentType());
        response.end(Buffer.buffer(answer.body()));
        if (counted) {
            metrics.took(webhook, System.nanoTime() - arrival);
        }
    }

    private void end() {
        over = true;
        context.owner().cancelTimer(timer);
        body.drop();
    }
}
