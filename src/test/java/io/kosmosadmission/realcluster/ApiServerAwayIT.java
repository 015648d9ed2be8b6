package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.OwnControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.Https;
import io.kosmosadmission.realcluster.server.Load;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged server while the API server is away, with a control plane of its own to take away. The reviews are sent by
 * ourselves: in a cluster whose API servers aren't all away, the others send them.
 */
class ApiServerAwayIT {
    private static final Path POD = Script.PROJECT.resolve("src/bench/reviews/pod-create.json");
    private static final Pattern PATCH = Pattern.compile("\"patch\":\"([^\"]+)\"");
    private static final String SYNCED = "kosmos_admission_inventory_synced";
    private static final String NODES = "kosmos_admission_inventory_objects{kind=\"Node\"}";

    private final Closer closing = new Closer();
    private OwnControlPlane own;
    private Installed installed;
    private PackagedServer server;
    private HttpClient client;

    @BeforeEach
    void follow() {
        own = new OwnControlPlane();
        closing.add(own::close);
        ControlPlane plane = own.plane();
        int port = Ports.free(2);
        Installation.forDevelopment(plane, "https://127.0.0.1:" + port + "/");
        installed = new Installed(plane, TemporaryFolder.create("api-server-away"));
        closing.add(installed.folder()::delete);
        rules("before");
        plane.apply(Nodes.of("aws", 1).manifests() + "---\n"
                + Nodes.of("scaleway", 1).manifests() + "---\n"
                + Nodes.of("gcp", 1).manifests());
        Path certificates = installed.folder().path().resolve("certs");
        Path account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
        Path log = installed.folder().path().resolve("server.log");
        server = PackagedServer.start(port, certificates, log, "--kubeconfig", account.toString());
        closing.add(server::kill);
        client = Https.client(certificates.resolve("ca.crt"));
    }

    @AfterEach
    void end() {
        closing.close();
    }

    private void rules(String name) {
        installed.rules("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - name: %s
                  match: [{}]
                  placement: {spread: {}}
                """.formatted(name));
    }

    @Test
    void reviewsGoOnWhileItIsAwayAndChangesArriveOnceItIsBack() throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(server.healthAddress()).build();
        Load reviews = new Load(client, review(), 200, answer -> answer.status() == 200 && patched(answer.body()));
        Load probes = new Load(client, health, 20, answer -> answer.status() == 200);
        try (reviews;
                probes) {
            reviews.goOnFor(100);
            assertThat(server.metric(SYNCED)).isOne();
            assertThat(server.metric(NODES)).isEqualTo(3);
            assertThat(placement()).contains("before");

            own.killApiServer();
            int away = reviews.answers();
            await("it says since when")
                    .untilAsserted(() -> assertThat(server.health().body()).contains("\"lostSince\": \"20"));
            await("its metric too").until(() -> server.metric(SYNCED) == 0);
            reviews.goOnFor(500);
            own.deleteFromEtcd("/registry/minions/gcp-1");
            own.compactEtcd();
            own.startApiServer();
            System.out.println("reviews while the API server was away: " + (reviews.answers() - away));
            rules("after");
            awaitChanges();
            reviews.goOnFor(100);
        }
        System.out.println("reviews in all: " + reviews + "; readiness probes: " + probes);
        assertThat(reviews.wrong()).isEmpty();
        assertThat(probes.wrong()).isEmpty();
    }

    private void awaitChanges() {
        long back = System.nanoTime();
        await("changes arrive").untilAsserted(() -> {
            assertThat(server.health().body()).doesNotContain("lostSince");
            assertThat(server.metric(SYNCED)).isOne();
            assertThat(server.metric(NODES)).as("one was deleted meanwhile").isEqualTo(2);
            assertThat(placement()).contains("after");
        });
        System.out.println("changes arrived again after " + (System.nanoTime() - back) / 1_000_000 + " ms");
    }

    private HttpRequest review() throws IOException {
        return HttpRequest.newBuilder(URI.create(server.url("/mutate?timeout=2s")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofFile(POD))
                .build();
    }

    private static boolean patched(String answer) {
        return answer.contains("\"allowed\":true") && PATCH.matcher(answer).find();
    }

    /** The patch that one review gives. */
    private String placement() throws IOException, InterruptedException {
        String answer = client.send(review(), BodyHandlers.ofString()).body();
        Matcher patch = PATCH.matcher(answer);
        assertThat(patch.find()).as(answer).isTrue();
        return new String(Base64.getDecoder().decode(patch.group(1)), StandardCharsets.UTF_8);
    }
}
