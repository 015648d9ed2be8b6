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
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider is lost, and comes back, before the eyes of two replicas, with a control plane of its own to take away.
 * The first replica holds the lease; the API server calls the second. Each is asked by ourselves, too.
 */
class LostAfterIT {
    private static final Path POD = Script.PROJECT.resolve("src/bench/reviews/pod-create.json");
    private static final Pattern PATCH = Pattern.compile("\"patch\":\"([^\"]+)\"");
    private static final String LOST = "kosmos_admission_provider_lost{provider=\"aws\"}";
    private static final String RECORD = "kosmos-admission-last-good";
    private static final String HOLDS = "this replica holds the lease";

    private static final String REQUIRED = "only aws (boundary gpu)";
    private static final String FALLBACK = "only gcp (boundary gpu, fallback, aws lost)";
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private final Closer closing = new Closer();
    private OwnControlPlane own;
    private ControlPlane plane;
    private Installed installed;
    private Path account;
    private PackagedServer holder;
    private PackagedServer other;
    private HttpClient client;

    @BeforeEach
    void twoReplicas() {
        own = new OwnControlPlane();
        closing.add(own::close);
        plane = own.plane();
        int port = Ports.free(2);
        Installation.forDevelopment(plane, "https://127.0.0.1:" + port + "/");
        installed = new Installed(plane, TemporaryFolder.create("lost-after"));
        closing.add(installed.folder()::delete);
        installed.rules("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers:
                - {name: aws, lostAfter: 1m}
                boundaries:
                - {name: gpu, match: [{}], providers: {required: [aws], fallback: [gcp]}}
                """);
        String custom = "kwok.x-k8s.io/status: custom"; // from the beginning, as kwok goes on with what it began
        plane.apply(Nodes.of("aws").manifests().replace("kwok.x-k8s.io/node: fake", custom));
        plane.apply(Nodes.of("gcp", 1).manifests());
        node("aws-1", "True", LOST_AFTER);
        node("aws-2", "True", LOST_AFTER);
        account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
        holder = replica(Ports.free(2), "first");
        await("the first holds the lease").until(() -> holder.log().contains(HOLDS));
        other = replica(port, "second");
        Path authority = certificates().resolve("ca.crt");
        client = Https.client(authority);
        Installation.trust(plane, authority);
    }

    private Path certificates() {
        return installed.folder().path().resolve("certs");
    }

    private PackagedServer replica(int port, String name) {
        Path log = installed.folder().path().resolve(name + ".log");
        PackagedServer server = PackagedServer.start(port, certificates(), log, "--kubeconfig", account.toString());
        closing.add(server::kill);
        return server;
    }

    @AfterEach
    void end() {
        closing.close();
    }

    /** How long ago its Ready condition became what it is. */
    private void node(String name, String status, Duration ago) {
        plane.ask("patch", "node", name, "--subresource=status", "-p", """
                        {"status": {"conditions": [{"type": "Ready", "status": "%s", "lastTransitionTime": "%s"}]}}""".formatted(
                        status, Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS)));
    }

    private void awsIsAway() {
        node("aws-1", "False", LOST_AFTER.multipliedBy(2));
        node("aws-2", "Unknown", LOST_AFTER.multipliedBy(3));
    }

    /** What the pod's annotation would say. */
    private String said(PackagedServer replica) {
        HttpRequest review;
        try {
            review = HttpRequest.newBuilder(URI.create(replica.url("/mutate?timeout=2s")))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofFile(POD))
                    .build();
            String answer = client.send(review, BodyHandlers.ofString()).body();
            Matcher patch = PATCH.matcher(answer);
            assertThat(patch.find()).as(answer).isTrue();
            return new String(Base64.getDecoder().decode(patch.group(1)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void allSay(String what) {
        List.of(holder, other).forEach(replica -> assertThat(said(replica)).contains(what));
    }

    private void awaitAllSay(String what) {
        await(what).untilAsserted(() -> allSay(what));
    }

    private void allGoOnSaying(String what, Duration time) {
        await(what + ", and nothing else")
                .during(time)
                .atMost(time.plusSeconds(20))
                .untilAsserted(() -> allSay(what));
    }

    /** Where a new pod lands, by the API server, the webhook and the scheduler. */
    private String lands(String pod) {
        plane.ask("run", pod, "--image=app:1", "--labels=app=x");
        await(pod + " is bound").until(() -> !nodeOf(pod).isEmpty());
        return nodeOf(pod);
    }

    private String nodeOf(String pod) {
        return plane.ask("get", "pod", pod, "-o", "jsonpath={.spec.nodeName}");
    }

    private String recorded() {
        return installed.ask("get", "configmap", RECORD, "-o", "jsonpath={.data}");
    }

    @Test
    void aBoundaryFallsBackWhileItsProviderIsLost() {
        awaitAllSay(REQUIRED);
        await("the API server calls the webhook")
                .until(() -> plane.ask("run", "probe", "--image=app:1", "--dry-run=server", "-o", "yaml")
                        .contains("kosmos-admission.io/placed"));
        assertThat(lands("before")).startsWith("aws");
        node("aws-1", "False", LOST_AFTER.multipliedBy(2));
        allGoOnSaying(REQUIRED, Duration.ofSeconds(12));

        awsIsAway();
        awaitAllSay(FALLBACK);
        assertThat(lands("meanwhile")).startsWith("gcp");
        assertThat(recorded()).contains("lost.yaml", "aws").contains("rules.yaml", "KosmosConfiguration");
        assertThat(holder.metric(LOST)).isOne();
        assertThat(other.metric(LOST)).isOne();
        await("an Event says so").until(() -> installed.events().contains("ProviderLost provider \"aws\" is lost"));

        installed.ask("patch", "configmap", RECORD, "-p", "{\"data\":{\"lost.yaml\":\"lost: all\"}}");
        await("the holder rewrites it").until(() -> recorded().contains("since"));
        allGoOnSaying(FALLBACK, Duration.ofSeconds(8));
        assertThat(other.log()).contains("record of lost providers not usable").contains("lost.yaml:1:");

        node("aws-2", "True", LOST_AFTER.multipliedBy(2));
        awaitAllSay(REQUIRED);
        assertThat(recorded()).doesNotContain("lost.yaml").contains("rules.yaml");
        assertThat(other.metric(LOST)).isZero();
        await("aws takes pods again")
                .until(() -> !plane.ask("get", "node", "aws-2", "-o", "jsonpath={.spec.taints}")
                        .contains("unreachable"));
        assertThat(lands("after")).startsWith("aws");
    }

    @Test
    void whoeverHoldsTheLeaseGoesOnByTheRecord() {
        awsIsAway();
        awaitAllSay(FALLBACK);
        node("aws-1", "False", Duration.ZERO); // by the conditions alone it isn't lost now
        holder.kill();
        await("the other one holds the lease").during(Duration.ofSeconds(10)).until(() -> {
            assertThat(said(other)).contains(FALLBACK);
            return other.log().contains(HOLDS);
        });
        holder = other;
        other = replica(Ports.free(2), "third");
        allGoOnSaying(FALLBACK, Duration.ofSeconds(8));
    }

    @Test
    void nothingChangesWhileTheApiServerIsAway() {
        awsIsAway();
        awaitAllSay(FALLBACK);
        node("aws-1", "True", Duration.ZERO);
        own.killApiServer();
        allGoOnSaying(FALLBACK, LOST_AFTER.plusSeconds(10)); // long enough for it to be back
        own.startApiServer();
        awaitAllSay(REQUIRED);
        assertThat(recorded()).doesNotContain("lost.yaml");
    }
}
