package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Installed;
import io.kosmosadmission.realcluster.installed.PodCreates;
import io.kosmosadmission.realcluster.installed.Trust;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.Balancer;
import io.kosmosadmission.realcluster.server.Https;
import io.kosmosadmission.realcluster.server.Load;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is applied and nothing else, with the rights of the shipped account: certificates are made, trusted, renewed while
 * the API server calls, and trusted again after somebody has emptied caBundle.
 */
@ExtendWith(RealCluster.class)
class ManagedCertificatesIT {
    private static final String US = "--as=system:serviceaccount:kosmos-admission:kosmos-admission";
    private static final String CONFIGURATION = "zz-kosmos-admission";
    private static final List<String> KINDS = List.of("mutatingwebhookconfiguration", "validatingwebhookconfiguration");

    /** It is renewed every two minutes. */
    private static final String SHORT_LIFE = "--certificate-lifetime=3m";

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - name: default
              match: [{}]
              placement: {spread: {}}
            """;

    private Scene scene;
    private ControlPlane plane;
    private Trust trust;
    private TemporaryFolder folder;
    private Balancer balancer;
    private Path account;
    private String closed;

    /** Whoever creates a pod is refused in the scene's second namespace while the webhook isn't trusted. */
    private void install(Scene given) {
        scene = given;
        plane = scene.plane();
        trust = new Trust(plane);
        folder = TemporaryFolder.create("managed");
        scene.atTheEnd(folder::delete);
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
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
    }

    private PackagedServer replica(String... more) {
        int port = Ports.free(2);
        Path log = folder.path().resolve(port + ".log");
        String[] arguments = Stream.concat(
                        Stream.of("--kubeconfig", account.toString(), "--certificates=managed"), Stream.of(more))
                .toArray(String[]::new);
        PackagedServer server = PackagedServer.startAsInPod(port, folder.path().resolve("none"), log, arguments);
        scene.atTheEnd(server::kill);
        return server;
    }

    @Test
    void nothingButAnApplyLeadsToAPatchedPodAndWhatIsEmptiedIsFilledAgain(Scene given) {
        Instant begin = Instant.now();
        install(given);
        PackagedServer server = replica();
        balancer.add(server);
        awaitPlacedPod();
        Duration taken = Duration.between(begin, Instant.now());
        System.out.println("from apply to a patched pod: " + taken);
        assertThat(taken).isLessThan(Duration.ofMinutes(1));
        assertThat(trust.authorities().orElseThrow()).hasSize(1);
        assertThat(server.metric("kosmos_admission_certificate_expiry_seconds")).isGreaterThan(89 * 86_400);

        String versions = trust.versions();
        Installation.forDevelopment(plane, balancer.address());
        assertThat(trust.versions()).as("a second apply changes nothing").isEqualTo(versions);
        new Installed(plane, folder).rules(RULES); // an apply resets them to what is shipped

        String before = trust.secret("tls.crt");
        emptied();
        Instant emptied = Instant.now();
        await("caBundle is filled again")
                .until(() -> trust.authorities().isPresent()
                        && trust.authorities().get().size() == 1);
        Duration mended = Duration.between(emptied, Instant.now());
        System.out.println("mended after " + mended);
        assertThat(mended).isLessThan(Duration.ofSeconds(75));
        awaitPlacedPod();
        assertThat(trust.secret("tls.crt")).as("with the same certificate").isEqualTo(before);
        await("the Event")
                .untilAsserted(() -> assertThat(plane.ask(
                                "get",
                                "events",
                                "--namespace=default",
                                "--field-selector=reason=CertificateNotTrusted",
                                "-o",
                                "jsonpath={.items[*].message}"))
                        .contains("caBundle lacks the authority of our certificate"));
        mayChangeTheBundleAlone();
    }

    /** As somebody does who replaces both configurations by what k8s/ says. */
    private void emptied() {
        for (String kind : KINDS) {
            String json =
                    plane.ask("get", kind, CONFIGURATION, "-o", "json").replaceAll("\"caBundle\": \"[^\"]*\",?", "");
            Result replaced = plane.kubectlWith(json.replaceAll(",(\\s*})", "$1"), "replace", "-f", "-");
            assertThat(replaced.exit()).as(replaced.stderr()).isZero();
        }
    }

    private void awaitPlacedPod() {
        await("the API server calls it")
                .untilAsserted(() -> assertThat(plane.kubectl(
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

    private void mayChangeTheBundleAlone() {
        for (String kind : KINDS) {
            for (String change : List.of(
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/failurePolicy\",\"value\":\"Fail\"}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/timeoutSeconds\",\"value\":7}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/clientConfig/url\",\"value\":\"https://elsewhere/\"}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/namespaceSelector\",\"value\":{}}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/objectSelector\",\"value\":{\"matchLabels\":{\"a\":\"b\"}}}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/rules/0/operations\",\"value\":[\"*\"]}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/matchConditions\",\"value\":[]}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/matchPolicy\",\"value\":\"Exact\"}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/sideEffects\",\"value\":\"NoneOnDryRun\"}",
                    "{\"op\":\"replace\",\"path\":\"/webhooks/0/name\",\"value\":\"a.b.c\"}",
                    "{\"op\":\"remove\",\"path\":\"/webhooks/0\"}",
                    "{\"op\":\"add\",\"path\":\"/metadata/labels/a\",\"value\":\"b\"}",
                    "{\"op\":\"add\",\"path\":\"/metadata/finalizers\",\"value\":[\"a.b/c\"]}")) {
                Result refused = patch(kind, change);
                assertThat(refused.stderr())
                        .as(change)
                        .contains("may change caBundle of webhook configurations, and nothing else");
            }
            Result again = patch(kind, "{\"op\":\"remove\",\"path\":\"/webhooks/0/clientConfig/caBundle\"}");
            assertThat(again.exit()).as(again.stderr()).isZero();
            assertThat(plane.kubectl("delete", kind, CONFIGURATION, US).exit()).isNotZero();
        }
    }

    private Result patch(String kind, String change) {
        return plane.kubectl("patch", kind, CONFIGURATION, US, "--type=json", "-p", "[" + change + "]");
    }

    /**
     * The holder of the lease is killed when the next authority is trusted and nobody serves under it yet, so that its key is
     * lost; once its certificate is in the Secret; and once the old authority is gone. Never the replica that is called.
     */
    @Test
    void aRenewalFailsNoReviewThoughItsHolderIsKilledAtEachStep(Scene given) throws IOException {
        install(given);
        PackagedServer holder = replica(SHORT_LIFE);
        PackagedServer called = replica(SHORT_LIFE);
        balancer.add(called);
        awaitPlacedPod();
        String first = trust.secret("tls.crt");
        Instant begin = Instant.now();
        Load load = PodCreates.through(plane).in(closed, 50);
        try (load) {
            awaitTrusted("the next authority is trusted", 2);
            assertThat(trust.secret("tls.crt")).as("not served yet").isEqualTo(first);
            killed(holder, begin);

            PackagedServer second = replica(SHORT_LIFE);
            leaveTheLeaseTo(second);
            String next = awaitOtherThan(first);
            assertThat(trust.authorities().orElseThrow()).as("the old one, too").hasSizeGreaterThan(1);
            killed(second, begin);

            PackagedServer third = replica(SHORT_LIFE);
            awaitTrusted("its authority alone is trusted", 1);
            assertThat(trust.secret("tls.crt")).as("nothing is made anew").isEqualTo(next);
            awaitServed();
            leaveTheLeaseTo(third);
            killed(third, begin);

            awaitOtherThan(next);
            awaitServed();
            awaitTrusted("the newest authority alone is trusted", 1);
            load.goOnFor(100);
            awaitServed();
        }
        System.out.println("creates during two renewals: " + load + ", " + Duration.between(begin, Instant.now()));
        assertThat(load.wrong()).isEmpty();
    }

    private static void killed(PackagedServer holder, Instant begin) {
        holder.kill();
        System.out.println("holder killed after " + Duration.between(begin, Instant.now()));
    }

    private void awaitTrusted(String what, int authorities) {
        await(what)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> trust.authorities().orElse(List.of()).size() == authorities);
    }

    private String awaitOtherThan(String before) {
        return await("another certificate is in the Secret")
                .until(() -> trust.secret("tls.crt"), now -> !now.equals(before));
    }

    private void awaitServed() throws IOException {
        Path authority = Files.writeString(folder.path().resolve("next.crt"), trust.secret("ca.crt"));
        await("the Secret's certificate is served")
                .until(() ->
                        Https.served(Balancer.ANY, balancer.port(), authority).isPresent());
    }

    /** Frees the lease until this replica is the one that takes it. */
    private void leaveTheLeaseTo(PackagedServer wanted) {
        await("it takes the lease").pollInterval(Duration.ofMillis(500)).until(() -> {
            if (plane.ask(lease("get", "-o", "jsonpath={.spec.holderIdentity}")).isEmpty() || holds(wanted)) {
                return holds(wanted);
            }
            plane.ask(lease("patch", "-p", "{\"spec\":{\"holderIdentity\":\"\"}}"));
            return false;
        });
    }

    private static String[] lease(String verb, String... options) {
        return Stream.concat(
                        Stream.of(verb, "lease", "kosmos-admission", "--namespace=" + Installation.NAMESPACE),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    private static boolean holds(PackagedServer server) {
        String log = server.log();
        return log.lastIndexOf("this replica holds the lease") > log.lastIndexOf("another replica holds the lease");
    }
}
