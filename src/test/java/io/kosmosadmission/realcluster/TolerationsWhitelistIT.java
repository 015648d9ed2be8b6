package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An API server with admission plugin PodTolerationRestriction, and a namespace that lists what its pods may tolerate. */
class TolerationsWhitelistIT {
    private static final String ANNOTATION = "scheduler.alpha.kubernetes.io/tolerationsWhitelist=";

    /** DefaultTolerationSeconds gives these two to every pod. */
    private static final String NODE_TAINTS = "{\"operator\": \"Exists\", \"effect\": \"NoExecute\"}";

    private static final String ON_AWS = "nodeSelector: {provider: aws}";
    private static final String TOLD = "Warning: taint provider=aws:NoSchedule is not tolerated";
    private static final String RULES = """
        apiVersion: kosmos-admission.io/v1alpha1
        kind: KosmosConfiguration
        rules: [{name: default, match: [{}], placement: {tolerate: ["*"]}}]
        """;

    @Test
    void podsStartWithoutATolerationThatTheirNamespaceForbidsAndWithOneThatItPermits() {
        try (ControlPlane plane = ControlPlane.start("--enable-admission-plugins=PodTolerationRestriction");
                Scene scene = new Scene(plane)) {
            scene.nodes(Nodes.of("aws").tainted(), Nodes.of("scaleway"));
            permit(scene, "[" + NODE_TAINTS + "]");
            scene.follow(RULES);

            assertThat(scene.apply(Manifests.pod("own", "tolerations: [{key: provider, operator: Exists}]"))
                            .stderr())
                    .as("the plugin is on")
                    .contains("conflict with its namespace whitelist");
            assertThat(scene.apply(Manifests.deployment("web", 3, "")).stderr()).contains(TOLD);
            assertThat(Pods.of(scene, "web").rolledOut(3)).isEqualTo(Map.of("scaleway", 3));

            permit(scene, "[" + NODE_TAINTS + ", {\"key\": \"provider\", \"operator\": \"Exists\"}]");
            await("the webhook has seen it").until(() -> !dryRun(scene).stderr().contains(TOLD));
            scene.applied(Manifests.deployment("db", 2, ON_AWS));
            assertThat(Pods.of(scene, "db").rolledOut(2)).isEqualTo(Map.of("aws", 2));
        }
    }

    private static void permit(Scene scene, String tolerations) {
        scene.plane().ask("annotate", "--overwrite", "namespace", scene.namespace(), ANNOTATION + tolerations);
    }

    private static Result dryRun(Scene scene) {
        return scene.plane()
                .kubectlWith(
                        Manifests.pod("probe", ""),
                        "create",
                        "--dry-run=server",
                        "-f",
                        "-",
                        "--namespace=" + scene.namespace());
    }
}
