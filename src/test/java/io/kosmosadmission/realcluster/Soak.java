package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.installed.PodCreates;
import io.kosmosadmission.realcluster.installed.Trust;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Closer;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.OwnControlPlane;
import io.kosmosadmission.realcluster.plane.Pause;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.server.Balancer;
import io.kosmosadmission.realcluster.server.Load;
import io.kosmosadmission.realcluster.server.Load.Answer;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Pods created through the API server, 100 a second and so 200 reviews, over renewals of the certificate, a rolling update, a
 * restart of the API server and a killed replica. No test of the suite, since it takes as long as it is told: src/bench/soak.
 */
class Soak {
    private static final int CREATES_A_SECOND = 100;
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - name: default
              match: [{}]
              placement: {spread: {}}
            """;

    private final Closer closing = new Closer();
    private final List<PackagedServer> replicas = new ArrayList<>();
    private final Set<String> certificates = new HashSet<>();
    private OwnControlPlane own;
    private ControlPlane plane;
    private TemporaryFolder folder;
    private Balancer balancer;
    private Path account;
    private Load creates;
    private long end;

    @AfterEach
    void close() {
        closing.close();
    }

    @Test
    void noReviewFailsButThoseThatAKilledReplicaHeld() throws IOException {
        Duration whole = Duration.ofMinutes(Integer.getInteger("soak.minutes", 20));
        install();
        replicas.add(replica());
        replicas.add(replica());
        plane.apply("""
                {apiVersion: v1, kind: Namespace, metadata: {name: soak, labels: {kosmos-admission.io/fail-closed: "true"}}}
                """);
        await("the API server calls them").until(() -> creates("probe"));
        end = System.nanoTime() + whole.toNanos();
        Load load = PodCreates.through(plane).in("soak", CREATES_A_SECOND);
        creates = load;
        try (load) {
            goOn(0.2, whole);
            for (PackagedServer leaving : List.copyOf(replicas)) {
                replicas.add(replica());
                leaving.terminate();
                balancer.takeOut(leaving);
                assertThat(leaving.exitCode()).as(leaving.log()).isZero();
                replicas.remove(leaving);
            }
            goOn(0.45, whole);
            nothingFailed("rolling update");
            own.killApiServer();
            Pause.ofSeconds(10);
            own.startApiServer();
            creates.goOnFor(CREATES_A_SECOND);
            List<Answer> away = creates.wrong();
            assertThat(away).as("API server away").noneMatch(Soak::isFailedReview);
            goOn(0.7, whole);
            assertThat(creates.wrong()).as("once it was back").hasSameSizeAs(away);
            PackagedServer killed = replicas.remove(0);
            killed.kill();
            balancer.awaitOut(killed);
            replicas.add(replica());
            creates.goOnFor(CREATES_A_SECOND);
            int held = creates.wrong().size();
            assertThat(held - away.size()).isLessThanOrEqualTo(balancer.lost(killed));
            goOn(1, whole);
            assertThat(creates.wrong()).as("once it was out").hasSize(held);
            System.out.printf(
                    "not answered while the API server was away: %d; held by the killed: %d%n",
                    away.size(), held - away.size());
        }
        System.out.println("creates, two reviews each: " + creates + "; certificates: " + certificates.size());
        assertThat(certificates).as("it was renewed").hasSizeGreaterThan(1);
    }

    private void install() {
        own = new OwnControlPlane();
        closing.add(own::close);
        plane = own.plane();
        folder = TemporaryFolder.create("soak");
        closing.add(folder::delete);
        balancer = new Balancer();
        closing.add(balancer::close);
        Installation.forDevelopment(plane, balancer.address());
        plane.apply(Nodes.of("aws", 1).manifests() + "---\n"
                + Nodes.of("scaleway", 1).manifests());
        Installed installed = new Installed(plane, folder);
        installed.rules(RULES);
        account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
    }

    private PackagedServer replica() {
        int port = Ports.free(2);
        PackagedServer server = PackagedServer.startAsInPod(
                port,
                folder.path().resolve("none"),
                folder.path().resolve(port + ".log"),
                "--kubeconfig",
                account.toString(),
                "--certificates=managed",
                "--certificate-lifetime=" + System.getProperty("soak.lifetime", "3m"));
        closing.add(server::kill);
        balancer.add(server);
        return server;
    }

    private boolean creates(String name) {
        return plane.kubectl(
                        "run", name, "-n", "soak", "--image=app:1", "--labels=app=x", "--dry-run=server", "-o", "yaml")
                .stdout()
                .contains("kosmos-admission.io/placed-by: default");
    }

    /** Until that part of the time is over; says twice a minute how it goes. */
    private void goOn(double part, Duration whole) throws IOException {
        long until = end - (long) ((1 - part) * whole.toNanos());
        while (System.nanoTime() < until) {
            certificates.add(new Trust(plane).secret("tls.crt"));
            System.out.println(creates);
            for (PackagedServer replica : replicas) {
                System.out.println("  " + replica.port() + ": " + held(replica.pid()));
            }
            Pause.ofSeconds((int)
                    Math.min(30, 1 + Duration.ofNanos(until - System.nanoTime()).toSeconds()));
        }
    }

    private static String held(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        String status = String.join(
                ", ",
                Files.readAllLines(process.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList());
        try (var files = Files.list(process.resolve("fd"))) {
            return status + ", open files: " + files.count();
        }
    }

    private void nothingFailed(String during) {
        assertThat(creates.wrong()).as(during).isEmpty();
    }

    /** The API server answered, and not with a placed pod for a reason of ours. */
    private static boolean isFailedReview(Answer answer) {
        return PodCreates.created(answer) || answer.body().contains("failed calling webhook");
    }
}
