package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.Metrics;
import io.kosmosadmission.realcluster.server.PackagedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How strict the storage promise is, changed while the server runs. */
@ExtendWith(RealCluster.class)
class StorageModesIT {
    private static final String HEAD = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            """;
    private static final String DENIED = "denied the request: [KA101] pod ";

    @Test
    void aPodIsRefusedWarnedOfOrOnlyCounted(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        scene.given(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "---\n"
                + Manifests.storageClass("efs", "efs.csi.aws.com"));
        scene.given(Manifests.claim(scene.namespace(), "block", "gp3") + "---\n"
                + Manifests.claim(scene.namespace(), "files", "efs"));
        PackagedServer server = scene.follow(HEAD);

        assertThat(pod(scene, "block").stderr()).contains(DENIED + "\"of-block\" runs only on scaleway");
        Result warned = pod(scene, "files");
        assertThat(warned.exit()).isZero();
        assertThat(warned.stderr())
                .startsWith("Warning: would be denied: [KA101] pod \"of-files\" runs only on scaleway");

        scene.rules(HEAD + "storage: {fileServices: Enforce}\n");
        await("the rules are taken")
                .untilAsserted(() -> assertThat(pod(scene, "files").stderr())
                        .contains(DENIED + "\"of-files\" runs only on scaleway"));

        scene.rules(HEAD + "storage: {mode: Audit}\n");
        await("the rules are taken")
                .untilAsserted(() -> assertThat(pod(scene, "block").exit()).isZero());
        double before = wouldDeny(server);
        assertThat(pod(scene, "block").stderr()).isEmpty();
        assertThat(wouldDeny(server) - before).isOne();

        scene.rules(HEAD + "exempt: [{namespaces: [" + scene.namespace() + "]}]\n");
        await("the rules are taken").until(() -> {
            double counted = wouldDeny(server);
            return pod(scene, "block").exit() == 0 && wouldDeny(server) == counted;
        });
        assertThat(pod(scene, "block").stderr()).isEmpty();
        assertThat(pod(scene, "files").stderr()).isEmpty();
    }

    private static Result pod(Scene scene, String claim) {
        String spec = """
                nodeSelector: {provider: scaleway}
                volumes: [{name: data, persistentVolumeClaim: {claimName: %s}}]""".formatted(claim);
        String pod = Manifests.pod("of-" + claim, spec.indent(2).strip());
        return scene.plane().kubectlWith(pod, "create", "--dry-run=server", "-n", scene.namespace(), "-f", "-");
    }

    /** Pods that would have been denied in Audit. */
    private static double wouldDeny(PackagedServer server) {
        return new Metrics(server.metrics())
                .sum("kosmos_admission_reviews_total", "kind=\"Pod\"", "decision=\"would_deny\"", "mode=\"Audit\"");
    }
}
