package io.kosmosadmission.realcluster.webhooks;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;

/** Somebody else's webhook, which is called after ours and gives labels to the pods of a scene, new ones or other values. */
public record LabelInjector(Map<String, String> labels) {
    private static final String NAME = "zzz-label-injector";

    /** Once the API server calls it, until the scene ends. Where the scene's own server is, since it has the certificate. */
    public static void start(Scene scene, Map<String, String> labels) {
        LocalWebhook webhook = LocalWebhook.start(scene, scene.certificates(), new LabelInjector(labels)::answer);
        scene.atTheEnd(() -> scene.plane().ask("delete", "mutatingwebhookconfiguration", NAME));
        scene.plane().apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                - name: labels.injector.example.com
                  clientConfig: {url: "https://127.0.0.1:%d/inject", caBundle: %s}
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                  rules: [{apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}]
                  admissionReviewVersions: [v1]
                  failurePolicy: Fail
                  sideEffects: None
                """.formatted(NAME, webhook.port(), base64(webhook), scene.namespace()));
        String[] probe = {"run", "probe", "--image", "app:1", "--dry-run=server", "-o", "json"};
        await("the API server calls the injector")
                .until(() ->
                        Json.labels(new JsonObject(scene.ask(probe))).keySet().containsAll(labels.keySet()));
    }

    private JsonObject answer(String path, JsonObject request) {
        JsonArray patch = new JsonArray();
        labels.forEach((key, value) -> patch.add(new JsonObject()
                .put("op", "add")
                .put("path", "/metadata/labels/" + key)
                .put("value", value)));
        return new JsonObject()
                .put("patchType", "JSONPatch")
                .put(
                        "patch",
                        Base64.getEncoder().encodeToString(patch.toBuffer().getBytes()));
    }

    private static String base64(LocalWebhook webhook) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(webhook.authority()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
