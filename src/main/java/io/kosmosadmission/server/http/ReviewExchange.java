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

/**
 * One request, from its head to its answer. All but the decision on a large body happens on the connection's event loop,
 * so there is no lock. It is answered exactly once: at the end of its body, or when its time is used up, whichever comes
 * first; a body that trickles costs one timer and what has come of it.
 */
final class ReviewExchange {

    private final Webhook webhook;
    private final HttpServerRequest request;
    private final Context context;
    private final ReviewHandler desk;
    private final LargeReviews large;
    private final LookUps lookUps;
    private final ReviewMetrics metrics;
    private final boolean counted;
    private final long arrival = System.nanoTime();
    private final Optional<Failure> refusal;
    private final ReviewBody body;
    /** Milliseconds from arrival. */
    private final long budget;

    private long timer;
    private boolean over;

    ReviewExchange(Webhook webhook, HttpServerRequest request, Context context, Desks desks, boolean counted) {
        this.webhook = webhook;
        this.request = request;
        this.context = context;
        this.desk = desks.desk();
        this.large = desks.large();
        this.lookUps = desks.lookUps();
        this.metrics = desks.metrics();
        this.counted = counted;
        this.refusal = RequestHead.refusal(request);
        this.budget = ReviewTimeout.budgetMillis(request.getParam("timeout"));
        this.body = new ReviewBody(large, RequestHead.announcedLength(request));
    }

    /** What all exchanges share. */
    record Desks(ReviewHandler desk, LargeReviews large, LookUps lookUps, ReviewMetrics metrics) {}

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
            answerAndClose(desk.failed(webhook, Failure.TooLarge, counted));
        }
    }

    /** The head and the whole body are here; refusals wait for this too, since clients that still send see no answer. */
    private void decide() {
        if (over) {
            return;
        }
        Optional<Failure> failure = failure();
        if (failure.isPresent()) {
            answer(desk.failed(webhook, failure.get(), counted));
        } else if (body.isLarge()) {
            decideElsewhere(body.toBytes(), large::run);
        } else {
            byte[] bytes = body.toBytes();
            desk.reviewAtOnce(webhook, bytes, counted)
                    .ifPresentOrElse(this::answer, () -> decideElsewhere(bytes, lookUps::run));
        }
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

    private void decideElsewhere(byte[] bytes, Predicate<Runnable> workers) {
        boolean accepted = workers.test(() -> {
            HttpAnswer answer = desk.review(webhook, bytes, counted, this::left);
            context.runOnContext(back -> answer(answer));
        });
        if (!accepted) {
            answer(desk.failed(webhook, Failure.Busy, counted));
        }
    }

    private Duration left() {
        Duration left = Duration.ofMillis(budget).minusNanos(System.nanoTime() - arrival);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The caller has given up or is about to; the rest of a body that is still coming is not waited for. */
    private void outOfTime() {
        if (over) {
            return;
        }
        HttpAnswer answer = desk.failed(webhook, Failure.OutOfTime, counted);
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
            answer(answer); // the stream alone ends; the connection is others' too
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
