package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged server follows a live cluster with the rights of its own ServiceAccount and no others, and is called by the
 * configurations that are shipped.
 */
@ExtendWith(RealCluster.class)
class LiveClusterIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            mode: Enforce
            contact: "#platform"
            rules:
            - name: default
              match: [{}]
              placement: {spread: {}}
            """;
    private static final String WITH_DATA = """
            nodeSelector: {provider: scaleway}
            volumes:
            - name: data
              persistentVolumeClaim: {claimName: data}
            """;

    @Test
    void conflictsAreRefusedFromWhicheverSideComesSecond(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("scaleway"));
        scene.applied(Manifests.storageClass("gp3", "ebs.csi.aws.com") + "---\n"
                + Manifests.storageClass("scw-bssd", "csi.scaleway.com"));
        Live.installed(scene, RULES).serve();

        Result both = scene.apply(Manifests.claim(scene.namespace(), "data", "gp3") + "---\n"
                + Manifests.deployment("db", 1, WITH_DATA.indent(6).strip()));
        assertThat(both.exit()).isOne();
        assertThat(both.stdout()).contains("persistentvolumeclaim/data created");
        assertThat(both.stderr())
                .contains("denied the request: [KA101] deployment \"db\" runs only on scaleway", "#platform");

        scene.ask("delete", "pvc", "data");
        scene.applied(Manifests.deployment("db", 1, WITH_DATA.indent(6).strip()));
        await("the Deployment is known").untilAsserted(() -> {
            String claimOfAws = Manifests.claim(scene.namespace(), "data", "gp3");
            Result claim = scene.plane().kubectlWith(claimOfAws, "apply", "--dry-run=server", "-f", "-");
            assertThat(claim.stderr()).contains("denied the request: [KA103] persistentvolumeclaim \"data\"");
        });
        scene.applied(Manifests.claim(scene.namespace(), "data", "scw-bssd"));
    }

    @Test
    void wrongRulesAreRefusedAtApply(Scene scene) {
        scene.nodes(Nodes.of("aws", 1));
        Live live = Live.installed(scene, RULES);
        live.serve();
        Result wrong = scene.plane()
                .kubectl(
                        "patch",
                        "configmap",
                        "kosmos-admission-rules",
                        "-n",
                        Installation.NAMESPACE,
                        "--type",
                        "merge",
                        "-p",
                        "{\"data\":{\"rules.yaml\":\"apiVersion: kosmos-admission.io/v1alpha1\\nkind: KosmosConfiguration\\nspraed: {}\\n\"}}");
        assertThat(wrong.exit()).isOne();
        assertThat(wrong.stderr()).contains("[KA201]", "rules.yaml:3:1: spraed: unknown field");
        assertThat(live.installed().ask("get", "configmap", "kosmos-admission-rules", "-o", "jsonpath={.data}"))
                .doesNotContain("spraed");
    }

    @Test
    void theLastGoodRulesHoldOverARestartWhenWrongOnesWereWrittenMeanwhile(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        Live live = Live.installed(scene, RULES);
        PackagedServer before = live.serve();
        assertThat(before.metric("kosmos_admission_rules_valid")).isOne();
        await("the rules are kept")
                .untilAsserted(() -> assertThat(
                                live.installed().ask("get", "configmap", "kosmos-admission-last-good", "-o", "yaml"))
                        .contains("placement: {spread: {}}"));

        before.close();
        live.installed().rules(RULES + "spraed: {}\n"); // nobody is there to refuse it
        PackagedServer after = live.serve();
        assertThat(after.metric("kosmos_admission_rules_valid")).isZero();
        await("an Event says so")
                .untilAsserted(() -> assertThat(live.installed().events())
                        .contains("Warning RulesInvalid rules.yaml:9:1: spraed: unknown field"));

        live.installed().rules(RULES);
        await("mended").until(() -> after.metric("kosmos_admission_rules_valid") == 1);
    }
}
