package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever the API server lets in without us, it lets in with our patch; here under a certificate that certs/ made. */
@ExtendWith(RealCluster.class)
class AcceptanceIT {
    private static final Path PODS = Script.PROJECT.resolve("src/test/resources/real-cluster/pods.yaml");
    private static final Path WORKLOADS = PODS.resolveSibling("workloads.yaml");
    private static final int PODS_OF_WORKLOADS = 11;

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            boundaries:
            - {name: two, match: [{}], providers: {required: [aws, scaleway]}}
            rules:
            - {name: default, match: [{}], placement: {spread: {}, tolerate: [scaleway]}}
            """;

    @Test
    void everyPodThatWePatchIsAccepted(Scene scene) throws IOException {
        makeCertificates(scene.certificates());
        byte[] authority = Files.readAllBytes(scene.certificates().resolve("ca.crt"));
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner"), Nodes.of("scaleway").tainted());
        scene.serve(RULES);
        assertThat(scene.certificates().resolve("ca.crt")).hasBinaryContent(authority);

        scene.ask("create", "-f", WORKLOADS.toString());
        scene.ask("create", "job", "from-cronjob", "--from=cronjob/cronjob");
        scene.ask("create", "-f", PODS.toString());

        long pods = PODS_OF_WORKLOADS
                + Files.readString(PODS).lines().filter("kind: Pod"::equals).count();
        await("every pod was accepted").untilAsserted(() -> {
            assertThat(scene.ask("get", "events", "--field-selector", "reason=FailedCreate", "-o", "name"))
                    .isEmpty();
            assertThat(placedBy(scene))
                    .hasSize((int) pods)
                    .allSatisfy(pod -> assertThat(pod).endsWith("=default"));
        });
    }

    @Test
    void aDaemonSetsPodsAreLeftAlone(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner"));
        scene.serve(RULES);

        scene.ask("create", "-f", WORKLOADS.toString());

        scene.ask("rollout", "status", "daemonset/daemonset", "--timeout=180s");
        assertThat(scene.ask("get", "pods", "-l", "app=daemonset", "-o", "name").lines())
                .hasSize(4);
        assertThat(scene.ask("get", "pods", "-l", "app=daemonset", "-o", "yaml"))
                .doesNotContain("kosmos-admission.io/", "topologySpreadConstraints", "key: provider");
    }

    private static List<String> placedBy(Scene scene) {
        return scene.ask(
                        "get",
                        "pods",
                        "-l",
                        "app!=daemonset",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name}"
                                + "={.metadata.annotations.kosmos-admission\\.io/placed-by}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    private static void makeCertificates(Path folder) {
        Script script = new Script(Script.PROJECT, Map.of());
        assertThat(script.run(List.of("certs/make-certificates", folder.toString()))
                        .exit())
                .isZero();
    }
}
