package io.kosmosadmission.realcluster.webhooks;

import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A webhook of a test's own on loopback, that allows everything. */
record LocalWebhook(int port, Path authority) {

    /** What one does beside allowing it. */
    interface Answer {

        /**
         * Answers one review.
         *
         * @param path by which it was asked, without the first slash
         * @return more fields of the response, or none
         */
        JsonObject to(String path, JsonObject request);
    }

    /** Under the certificate in that folder, until the scene ends. */
    static LocalWebhook start(Scene scene, Path certificates, Answer answer) {
        Vertx vertx = Vertx.vertx();
        scene.atTheEnd(
                () -> vertx.close().toCompletionStage().toCompletableFuture().join());
        HttpServerOptions https = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificates.resolve("tls.crt").toString())
                        .setKeyPath(certificates.resolve("tls.key").toString()));
        int port = Ports.free(1);
        try {
            vertx.createHttpServer(https)
                    .requestHandler(http -> http.body().onSuccess(body -> answer(http, body, answer)))
                    .listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no webhook", e);
        }
        return new LocalWebhook(port, certificates.resolve("ca.crt"));
    }

    private static void answer(HttpServerRequest http, Buffer body, Answer answer) {
        JsonObject request = body.toJsonObject().getJsonObject("request");
        JsonObject response =
                new JsonObject().put("uid", request.getString("uid")).put("allowed", true);
        response.mergeIn(answer.to(http.path().substring(1), request));
        http.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("apiVersion", "admission.k8s.io/v1")
                        .put("kind", "AdmissionReview")
                        .put("response", response)
                        .toBuffer());
    }
}
