package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.installed.PodCreates;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.Balancer;
import io.kosmosadmission.realcluster.server.Https;
import io.kosmosadmission.realcluster.server.Load;
import io.kosmosadmission.realcluster.server.Load.Answer;
import io.kosmosadmission.realcluster.server.Metrics;
import io.kosmosadmission.realcluster.server.MountedSecret;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two replicas behind one address, called by the API server for up to 200 pods a second, as far as the machine can: what a
 * renewal, a rolling update and a crash cost whoever creates pods then. One namespace is fail-closed, so that there a review
 * that fails is a create that is refused; in the other it is a pod without our patch.
 */
@ExtendWith(RealCluster.class)
class ReplicasIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - name: default
              match: [{}]
              placement: {spread: {}}
            """;

    private static final List<PackagedServer> replicas = new ArrayList<>();

    private static Scene scene;
    private static ControlPlane plane;
    private static TemporaryFolder folder;
    private static Balancer balancer;
    private static MountedSecret secret;
    private static Path authority;
    private static Path account;
    private static PodCreates creates;
    private static String open;
    private static String closed;

    @BeforeAll
    static void install(Scene given) {
        scene = given;
        plane = scene.plane();
        folder = TemporaryFolder.create("replicas");
        scene.atTheEnd(folder::delete);
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        open = scene.namespace();
        closed = scene.namespace() + "-closed";
        scene.given("""
                {apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {kosmos-admission.io/fail-closed: "true"}}}
                """.formatted(closed));
        balancer = new Balancer();
        scene.atTheEnd(balancer::close);
        Installation.forDevelopment(scene, balancer.address());
        Installed installed = new Installed(plane, folder);
        installed.rules(RULES);
        account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
        Path certificates = certificates("first");
        authority = certificates.resolve("ca.crt");
        secret = new MountedSecret(folder.path().resolve("secret"));
        secret.take(certificates);
        Installation.trust(plane, authority);
        creates = PodCreates.through(plane);
    }

    /** Of an authority of their own. */
    private static Path certificates(String name) {
        Path made = folder.path().resolve(name);
        Script script = new Script(Script.PROJECT, Map.of());
        assertThat(script.run(List.of("certs/make-certificates", made.toString(), "127.0.0.1", Balancer.ANY))
                        .exit())
                .isZero();
        return made;
    }

    @BeforeEach
    void twoReplicasAreCalled() {
        while (replicas.size() < 2) {
            int port = Ports.free(2);
            Path log = folder.path().resolve(port + ".log");
            PackagedServer replica =
                    PackagedServer.startAsInPod(port, secret.folder(), log, "--kubeconfig", account.toString());
            scene.atTheEnd(replica::kill);
            replicas.add(replica);
            balancer.add(replica);
        }
        await("the API server calls them")
                .untilAsserted(() -> assertThat(scene.plane()
                                .kubectl(
                                        "run",
                                        "probe",
                                        "--namespace=" + closed,
                                        "--image=app:1",
                                        "--labels=app=x",
                                        "--dry-run=server",
                                        "-o",
                                        "yaml")
                                .toString())
                        .contains("kosmos-admission.io/placed-by: default"));
    }

    @Test
    void aNewCertificateOfANewAuthorityFailsNoReview() throws IOException {
        Path next = certificates("next");
        Path nextAuthority = next.resolve("ca.crt");
        Path both = Files.writeString(
                folder.path().resolve("both.crt"), Files.readString(nextAuthority) + Files.readString(authority));
        X509Certificate renewed = Https.certificate(next.resolve("tls.crt"));
        assertThat(Https.served(balancer.port(), authority)).isPresent().isNotEqualTo(Optional.of(renewed));

        Load load = creates.in(closed, 200);
        try (load) {
            load.goOnFor(200);
            trusted(both, load);
            secret.take(next);
            int taking = load.answers();
            await("each replica serves the new one")
                    .until(() -> replicas.stream()
                            .allMatch(replica ->
                                    Https.served(replica.port(), nextAuthority).equals(Optional.of(renewed))));
            load.goOnFor(100);
            System.out.println("creates while the replicas took it: " + (load.answers() - taking));
            trusted(nextAuthority, load);
        }
        authority = nextAuthority;
        System.out.println("creates during the renewal: " + load);
        assertThat(load.wrong()).isEmpty();
        assertThat(Https.served(balancer.port(), authority)).contains(renewed);
    }

    /** Returns once the API server made new connections: it never goes on with those that it opened in other trust. */
    private static void trusted(Path authorities, Load load) {
        int before = balancer.accepted();
        Installation.trust(plane, authorities);
        await("new connections").until(() -> balancer.accepted() > before);
        load.goOnFor(100);
        System.out.println("new connections in new trust: " + (balancer.accepted() - before));
    }

    @Test
    void aReplicaThatIsToldToEndFailsNoReview() throws Exception {
        PackagedServer leaving = replicas.remove(0);
        HttpClient client = Https.client(authority);
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(leaving.url("/mutate"))).build();
        double failedOpen = failedOpen();
        Load inOpen = creates.in(open, 100);
        Load inClosed = creates.in(closed, 100);
        try (inOpen;
                inClosed) {
            inClosed.goOnFor(100);
            leaving.terminate();
            balancer.takeOut(leaving);
            HttpResponse<String> late = client.send(get, BodyHandlers.ofString());
            assertThat(late.statusCode()).as("not a POST, and yet answered").isEqualTo(405);
            assertThat(late.headers().firstValue("connection")).contains("close");
            int out = inClosed.answers();
            assertThat(leaving.exitCode()).as(leaving.log()).isZero();
            System.out.println("creates while it drained: " + 2 * (inClosed.answers() - out));
            inClosed.goOnFor(100);
        }
        System.out.println("creates, one replica told to end: " + inOpen + " open, " + inClosed + " closed");
        assertThat(inClosed.wrong()).isEmpty();
        assertThat(inOpen.wrong()).isEmpty();
        assertThat(failedOpen()).isEqualTo(failedOpen);
    }

    @Test
    void aReplicaThatIsKilledFailsWhatItHeldAndNothingElse() {
        PackagedServer killed = replicas.remove(0);
        double failedOpen = failedOpen();
        Load inOpen = creates.in(open, 100);
        Load inClosed = creates.in(closed, 100);
        try (inOpen;
                inClosed) {
            inClosed.goOnFor(100);
            inOpen.goOnFor(1);
            killed.kill();
            balancer.awaitOut(killed);
            inOpen.goOnFor(100);
            int wrong = inOpen.wrong().size() + inClosed.wrong().size();
            inOpen.goOnFor(100);
            assertThat(inOpen.wrong().size() + inClosed.wrong().size())
                    .as("once it is out")
                    .isEqualTo(wrong);
        }
        System.out.println(
                "creates, one replica killed: " + inOpen + " open, " + inClosed + " closed; connections lost: "
                        + balancer.lost(killed) + "; failed open: " + (failedOpen() - failedOpen));
        assertThat(inOpen.wrong()).allMatch(PodCreates::created);
        assertThat(inClosed.wrong()).extracting(Answer::body).allMatch(body -> body.contains("failed calling webhook"));
        // Each connection carries one review at a time, and none is asked for a second time.
        assertThat(failedOpen() - failedOpen)
                .isBetween(
                        (double) inOpen.wrong().size(),
                        (double) balancer.lost(killed) - inClosed.wrong().size());
    }

    /** The API server's own count of reviews, of both webhooks, that failed where that is ignored. */
    private static double failedOpen() {
        return new Metrics(plane.ask("get", "--raw", "/metrics"))
                .sum("apiserver_admission_webhook_fail_open_count", "kosmos-admission.io");
    }
}
