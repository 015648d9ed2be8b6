package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.config.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    private final List<Serving.Settings> served = new ArrayList<>();
    private final Program program = new Program(
            (settings, err) -> {
                served.add(settings);
                settings.whenServing().run();
                err.println("from the server");
                return 0;
            },
            false);

    @TempDir
    private Path folder;

    @Test
    void servesTheExampleWithItsRulesWhereNothingIsSaid() {
        Ran ran = Ran.with(program, "", "serve", "--console-port", "off");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEqualTo("from the server" + System.lineSeparator());
        Serving.Settings settings = served.get(0);
        assertThat(settings.port()).isEqualTo(8443);
        assertThat(settings.managementPort()).isEqualTo(9000);
        assertThat(settings.certs()).isEqualTo(Path.of("certs"));
        assertThat(settings.managedCertificates()).isEmpty();
        assertThat(settings.maxMode()).isEmpty();
        assertThat(settings.source().synced()).isTrue();
        assertThat(settings.source().current().inventory().providers().liveNames())
                .containsExactly("aws", "hetzner", "scaleway");
        assertThat(settings.source().current().configuration().rules()).hasSize(1);
        assertThat(settings.source().findings())
                .allSatisfy((check, count) -> assertThat(count).isZero());
        assertThat(settings.source().describe()).isEqualTo("the example cluster, 18 objects");
    }

    @Test
    void handsOnWhatItIsTold() throws IOException {
        Path node = Files.writeString(folder.resolve("node.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: a, labels: {provider: a}}
                """);
        Ran ran = Ran.with(
                program,
                "",
                ("serve --port 1 --management-port 2 --certs c --max-mode Audit --cluster " + node).split(" "));
        assertThat(ran.exitCode()).isZero();
        Serving.Settings settings = served.get(0);
        assertThat(settings.port()).isEqualTo(1);
        assertThat(settings.managementPort()).isEqualTo(2);
        assertThat(settings.certs()).isEqualTo(Path.of("c"));
        assertThat(settings.maxMode()).isEqualTo(Optional.of(Mode.Audit));
        assertThat(settings.source().current().configuration().rules()).isEmpty();
    }

    @Test
    void aConsoleIsThereWhereAPortOfItsOwnIsFree() throws IOException {
        assertThat(Ran.with(program, "", "serve", "--console-port", "0").err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("console on http://127\\.0\\.0\\.1:\\d+/"),
                        line -> assertThat(line).isEqualTo("from the server"));
        assertThat(Ran.with(program, "", "serve").err()).contains("console").endsWith("from the server\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ran refused = Ran.with(program, "", "serve", "--console-port", String.valueOf(taken.getLocalPort()));
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err().strip())
                    .isEqualTo("port " + taken.getLocalPort()
                            + " of the console is in use; choose another with --console-port");
        }
        Program inPod = new Program((settings, err) -> 0, true);
        Ran pod = Ran.with(inPod, "", "serve", "--cluster", "src/main/resources/example/cluster.yaml");
        assertThat(pod.err()).as("off in a pod").isEmpty();
        assertThat(Ran.with(program, "", "serve", "--console-port", "70000").err())
                .contains("'--console-port'", "a port is 0 to 65535, or off");
    }

    /** A context of another namespace is no replica, and would write nothing. */
    @Test
    void managedCertificatesAreForAnInstalledReplica() throws IOException {
        Path installed = kubeconfig("kosmos-admission");
        Ran ran = Ran.with(program, "", ("serve --certificates managed --kubeconfig " + installed).split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(served.get(0).managedCertificates()).isPresent();
        assertThat(served.get(0).managedCertificates().get().newest()).isEmpty();
        served.get(0).source().close();

        Ran elsewhere = Ran.with(
                program, "", ("serve --certificates=managed --kubeconfig " + kubeconfig("default")).split(" "));
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err().strip())
                .isEqualTo("managed certificates are for replicas in namespace kosmos-admission alone:"
                        + " use --certificates files");
        Ran example = Ran.with(program, "", "serve --certificates managed".split(" "));
        assertThat(example.exitCode()).isEqualTo(2);
        assertThat(example.err()).contains("this one is read from manifests");
        assertThat(served).hasSize(1);
    }

    @Test
    void refusesALifetimeThatIsNone() {
        for (String lifetime : List.of("59s", "1", "3651d", "forever")) {
            Ran ran = Ran.with(program, "", "serve", "--certificate-lifetime", lifetime);
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("must be a time from 1m to 3650d");
        }
        assertThat(Ran.with(program, "", "serve", "--certificates", "mine").err())
                .contains("--certificates", "managed, files");
        assertThat(Ran.with(program, "", "serve", "--certificate-lifetime", "1d12h")
                        .exitCode())
                .isZero();
    }

    private Path kubeconfig(String namespace) throws IOException {
        return Files.writeString(folder.resolve(namespace + ".kubeconfig"), """
                ---
                {apiVersion: v1, kind: Config, current-context: a, users: [{name: a, user: {token: x}}],
                 clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}],
                 contexts: [{name: a, context: {cluster: a, user: a, namespace: %s}}]}
                """.formatted(namespace));
    }

    @Test
    void refusesWrongRulesWithAllTheirErrors() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "mode: Strict\n");
        Ran ran = Ran.with(program, "", "serve", "--rules", rules.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().lines()).hasSize(3).allMatch(line -> line.startsWith(rules + ":1:1: "));
        assertThat(served).isEmpty();
    }

    @Test
    void refusesAClusterThatCannotBeRead() throws IOException {
        Ran gone = Ran.with(
                program, "", "serve", "--cluster", folder.resolve("gone").toString());
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(gone.err().strip()).isEqualTo("can't read " + folder.resolve("gone") + ": it isn't there");
        Ran empty = Ran.with(program, "", "serve", "--cluster", folder.toString());
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err().strip()).isEqualTo(folder + " holds no manifests: no *.yaml, *.yml or *.json");
        assertThat(served).isEmpty();
    }

    @Test
    void endsWhereAClassIsMissing() {
        Program broken = new Program(
                (settings, err) -> {
                    throw new NoClassDefFoundError("io/fabric8/Gone");
                },
                false);
        Ran ran = Ran.with(broken, "", "serve", "--console-port", "off");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("an error of our own: java.lang.NoClassDefFoundError: io/fabric8/Gone");
    }
}
