package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.console.Browser;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console of the packaged server on a real cluster. */
@ExtendWith(RealCluster.class)
class ConsoleIT {

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - {name: default, match: [{}], placement: {spread: {}}}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private PackagedServer start(Scene scene, int console) throws IOException {
        scene.nodes(Nodes.of("aws"), Nodes.of("scaleway"));
        scene.applied(Manifests.deployment("web", 3, ""));
        scene.ask("rollout", "status", "deployment/web", "--timeout=60s");
        PackagedServer server = PackagedServer.start(
                Ports.free(2),
                scene.certificates(),
                folder.resolve("serve.log"),
                "--kubeconfig",
                scene.plane().file("kubeconfig").toString(),
                "--rules",
                Files.writeString(folder.resolve("rules.yaml"), RULES).toString(),
                "--console-port",
                String.valueOf(console));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.log()).contains("console on http://127.0.0.1:" + console + "/"));
        return server;
    }

    @Test
    void aBrowserShowsEachPageOfIt(Scene scene) throws Exception {
        int console = Ports.free(1);
        try (Browser browser = Browser.start(folder);
                PackagedServer server = start(scene, console)) {
            browser.look(1280, false);
            Map<String, String> pages = Map.of(
                    "",
                    "scaleway",
                    "findings",
                    "unplaced",
                    "object/Deployment/" + scene.namespace() + "/web",
                    "What admission says of it now",
                    "try",
                    "manifest",
                    "what-if?lose=aws",
                    "Without aws, ",
                    "rules",
                    "placement: {spread: {}}");
            for (Map.Entry<String, String> page : pages.entrySet()) {
                URI address = URI.create("http://127.0.0.1:" + console + "/" + page.getKey());
                await().atMost(PATIENCE).untilAsserted(() -> {
                    browser.open(address);
                    assertThat(browser.evaluate("document.body.textContent")).contains(page.getValue());
                });
                browser.screenshot(
                        Path.of("target/console/live-" + page.getKey().replaceAll("[/?].*", "") + ".png"));
            }
            assertThat(browser.complaints()).isEmpty();
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void eachPageShowsTheLiveCluster(Scene scene) throws IOException, InterruptedException {
        int console = Ports.free(1);
        try (PackagedServer server = start(scene, console)) {
            String web = "/object/Deployment/" + scene.namespace() + "/web";
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(page(console, "/")).contains("href=\"" + web + "\""));
            assertThat(page(console, "/")).contains("<th scope=\"row\">aws</th>", "<th scope=\"row\">scaleway</th>");
            assertThat(page(console, "/findings")).contains("unplaced");
            assertThat(page(console, web)).contains("What admission says of it now", "topologySpreadConstraints");
            assertThat(page(console, "/rules")).contains("placement: {spread: {}}");
            assertThat(page(console, "/try")).contains("<textarea");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(page(console, "/what-if?lose=aws")).contains("Without aws, "));
            assertThat(server.log()).doesNotContain(" ERROR ");
        }
    }

    private String page(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
