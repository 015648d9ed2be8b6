package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.server.metrics.ReviewMetrics;
import io.kosmosadmission.server.warmup.WarmUpToken;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The two webhooks' paths. Plain routes and no REST resource: that would move a body over its buffer to a blocking
 * stream, and then each body that trickles holds a thread.
 */
@Singleton
final class ReviewRoutes {

    private final Vertx vertx;
    private final ReviewExchange.Shared shared;
    private final WarmUpToken warmUp;

    ReviewRoutes(
            Vertx vertx,
            ReviewHandler handler,
            LargeReviews large,
            LookUps lookUps,
            ReviewMetrics metrics,
            WarmUpToken warmUp) {
        this.vertx = vertx;
        this.shared = new ReviewExchange.Shared(handler, large, lookUps, metrics);
        this.warmUp = warmUp;
    }

    void register(@Observes Router router) {
        for (Webhook webhook : Webhook.values()) {
            router.route("/" + webhook.name()).handler(routing -> begin(webhook, routing.request()));
        }
    }

    private void begin(Webhook webhook, HttpServerRequest request) {
        boolean counted = !warmUp.isBorneBy(request);
        new ReviewExchange(webhook, request, vertx.getOrCreateContext(), shared, counted).begin();
    }
}
