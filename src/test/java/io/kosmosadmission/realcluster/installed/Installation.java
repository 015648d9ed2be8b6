package io.kosmosadmission.realcluster.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.webhooks.RecordingWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A folder of k8s/, applied as users apply it; gone when the test ends. */
public record Installation(ControlPlane plane, String folder) {
    public static final String NAMESPACE = "kosmos-admission";
    private static final Set<String> NAMESPACES =
            Set.of("namespace/" + NAMESPACE, "namespace/" + CanaryReview.NAMESPACE);
    private static final String DEFAULT_ADDRESS = "https://127.0.0.1:8443/";

    /** k8s/ itself. */
    public static Installation whole(Scene scene) {
        Installation whole = new Installation(scene.plane(), path("k8s"));
        scene.atTheEnd(whole::close);
        whole.apply();
        return whole;
    }

    /** k8s/overlays/development, for a server on another port than serve's default. */
    public static void forDevelopment(Scene scene, int port) {
        forDevelopment(scene, "https://127.0.0.1:" + port + "/");
    }

    /** The same, and the server is called by that address. */
    public static void forDevelopment(Scene scene, String address) {
        scene.atTheEnd(() -> development(scene.plane()).close());
        forDevelopment(scene.plane(), address);
    }

    /** In a control plane that ends with the test. */
    public static void forDevelopment(ControlPlane plane, String address) {
        String manifests = plane.ask("kustomize", development(plane).folder);
        assertThat(manifests).contains(DEFAULT_ADDRESS);
        // Much longer than shipped: a machine that stalls for seconds is no webhook that fails.
        plane.apply(
                manifests.replace(DEFAULT_ADDRESS, address).replaceAll("timeoutSeconds: \\d+", "timeoutSeconds: 20"));
    }

    /** For development, with one of k8s/components, whose entries name the Service; in a control plane of the test's own. */
    public static void withComponent(String component, ControlPlane plane, TemporaryFolder folder, int port) {
        Path ours = folder.path().resolve("ours");
        Path k8s = ours.relativize(Path.of(path("k8s")));
        try {
            Files.createDirectories(ours);
            Files.writeString(ours.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    sortOptions: {order: fifo}
                    resources: [%1$s/overlays/development]
                    components: [%1$s/components/%2$s]
                    """.formatted(k8s, component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String address = "https://127.0.0.1:" + port + "/";
        plane.apply(plane.ask("kustomize", ours.toString())
                .replace(DEFAULT_ADDRESS, address)
                .replaceAll(
                        "service:\\s+name: kosmos-admission\\s+namespace: kosmos-admission\\s+path: /(\\w+)\\s+port: \\d+",
                        "url: " + address + "$1")
                .replaceAll("timeoutSeconds: \\d+", "timeoutSeconds: 20"));
    }

    private static Installation development(ControlPlane plane) {
        return new Installation(plane, path("k8s/overlays/development"));
    }

    /** For a scene, once the API server calls the webhook. */
    public static void calling(RecordingWebhook webhook, Scene scene) {
        forDevelopment(scene, webhook.port());
        trust(scene.plane(), webhook.authority());
        await("the API server calls the webhook").until(() -> {
            scene.ask("run", "probe", "--image", "app:1", "--dry-run=server");
            return webhook.asked(scene.namespace()).stream()
                            .filter(review -> review.endsWith(" CREATE pods probe"))
                            .distinct()
                            .count()
                    == 2;
        });
        webhook.forget();
    }

    /** From now on the API server believes in these authorities alone, as soon as it has seen it. */
    public static void trust(ControlPlane plane, Path authorities) {
        Result result = plane.script("certs/install-in-cluster", "--trust", authorities.toString());
        assertThat(result.exit()).as(result.stderr()).isZero();
    }

    public String apply() {
        return plane.ask("apply", "-k", folder);
    }

    private void close() {
        plane.ask("delete", "-k", folder, "--ignore-not-found", "--wait=false");
        plane.ask("delete", "pods", "--all", "-n", NAMESPACE, "--force", "--grace-period=0");
        await("the namespaces are gone")
                .until(() ->
                        plane.ask("get", "namespaces", "-o", "name").lines().noneMatch(NAMESPACES::contains));
    }

    public static String path(String folder) {
        return Script.PROJECT.resolve(Path.of(folder)).toString();
    }
}
