package io.kosmosadmission.realcluster.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A webhook that allows everything and remembers what it was asked, under a certificate that certs/ made. */
public final class RecordingWebhook {

    private record Asked(String namespace, String review) {}

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final LocalWebhook webhook;

    private RecordingWebhook(Scene scene) {
        webhook = LocalWebhook.start(scene, scene.certificates(), this::remember);
    }

    /** Until the scene ends. */
    public static RecordingWebhook start(Scene scene) {
        assertThat(new Script(Script.PROJECT, Map.of())
                        .run(List.of(
                                "certs/make-certificates", scene.certificates().toString()))
                        .exit())
                .isZero();
        return new RecordingWebhook(scene);
    }

    public int port() {
        return webhook.port();
    }

    public Path authority() {
        return webhook.authority();
    }

    /** As {@code validate CREATE pods web}, in order; a name that is still to be generated is a dash. */
    public List<String> asked(String namespace) {
        return asked.stream()
                .filter(each -> each.namespace().equals(namespace))
                .map(Asked::review)
                .toList();
    }

    public void forget() {
        asked.clear();
    }

    private JsonObject remember(String path, JsonObject request) {
        String name = request.getString("name", "");
        asked.add(new Asked(
                request.getString("namespace"),
                String.join(
                        " ",
                        path,
                        request.getString("operation"),
                        request.getJsonObject("resource").getString("resource"),
                        name.isEmpty() ? "-" : name)));
        return new JsonObject();
    }
}
