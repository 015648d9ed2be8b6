package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that the cluster as it is can't meet: nodes come and go, and pods run all the same. */
@ExtendWith(RealCluster.class)
class UnmetRulesIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers:
            - name: scaleway
              elasticPools: [{name: buffer, labels: {provider: scaleway}, taints: [{key: buffer, effect: NoSchedule}]}]
            rules:
            - name: absent
              match: [{podSelector: {matchLabels: {app: absent}}}]
              placement: {prefer: [gcp, aws], tolerate: [vultr]}
            - {name: empty-pool, match: [{}], placement: {spread: {}, buffer: {pool: scaleway/buffer}}}
            """;

    @Test
    void podsRunAndWhatIsMissingIsAWarningAndAFinding(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner").tainted(), Nodes.of("upcloud"), Nodes.named("unlabelled", 1));
        PackagedServer server = scene.follow(RULES);

        scene.applied(Manifests.deployment("absent", 2, ""));
        scene.applied(Manifests.deployment("web", 4, ""));
        assertThat(Pods.of(scene, "absent").rolledOut(2)).isEqualTo(Map.of("aws", 2));
        assertThat(Pods.of(scene, "web").rolledOut(4)).isEqualTo(Map.of("aws", 2, "upcloud", 2));

        await("the findings are counted")
                .untilAsserted(
                        () -> assertThat(server.metric("kosmos_admission_findings{check=\"provider-without-node\"}"))
                                .isEqualTo(2));
        Result checked = scene.checkRules();
        assertThat(checked.exit()).isZero();
        assertThat(checked.stdout())
                .contains(
                        "warning: provider \"gcp\" is named (rule \"absent\"), but no node and no elastic pool is its")
                .contains(
                        "warning: provider \"vultr\" is named (rule \"absent\"), but no node and no elastic pool is its")
                .doesNotContain("provider \"scaleway\"");
    }
}
