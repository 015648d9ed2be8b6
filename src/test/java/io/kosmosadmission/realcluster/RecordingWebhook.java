package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A webhook that allows everything and remembers what it was asked, under a certificate that certs/ made. */
final class RecordingWebhook {

    private record Asked(String namespace, String review) {}

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Path certificates;
    private final int port = Ports.free(1);

    private RecordingWebhook(Path certificates) {
        this.certificates = certificates;
    }

    /** Until the scene ends. */
    static RecordingWebhook start(Scene scene) throws Exception {
        Path certificates = scene.certificates();
        assertThat(new Script(Script.PROJECT, Map.of())
                        .run(List.of("certs/make-certificates", certificates.toString()))
                        .exit())
                .isZero();
        RecordingWebhook webhook = new RecordingWebhook(certificates);
        scene.atTheEnd(webhook::close);
        HttpServerOptions https = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificates.resolve("tls.crt").toString())
                        .setKeyPath(certificates.resolve("tls.key").toString()));
        HttpServer server = webhook.vertx
                .createHttpServer(https)
                .requestHandler(request -> request.body().onSuccess(body -> webhook.answer(request, body)));
        server.listen(webhook.port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return webhook;
    }

    int port() {
        return port;
    }

    Path authority() {
        return certificates.resolve("ca.crt");
    }

    /** As {@code validate CREATE pods web}, in order; a name that is still to be generated is a dash. */
    List<String> asked(String namespace) {
        return asked.stream()
                .filter(each -> each.namespace().equals(namespace))
                .map(Asked::review)
                .toList();
    }

    void forget() {
        asked.clear();
    }

    private void answer(HttpServerRequest http, Buffer body) {
        JsonObject request = body.toJsonObject().getJsonObject("request");
        String name = request.getString("name", "");
        asked.add(new Asked(
                request.getString("namespace"),
                String.join(
                        " ",
                        http.path().substring(1),
                        request.getString("operation"),
                        request.getJsonObject("resource").getString("resource"),
                        name.isEmpty() ? "-" : name)));
        JsonObject response =
                new JsonObject().put("uid", request.getString("uid")).put("allowed", true);
        http.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("apiVersion", "admission.k8s.io/v1")
                        .put("kind", "AdmissionReview")
                        .put("response", response)
                        .toBuffer());
    }

    private void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
