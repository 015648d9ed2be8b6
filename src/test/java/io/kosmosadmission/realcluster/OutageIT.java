package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody answers: the cluster goes on. Only what makes something new waits, and only where a namespace asked for that. */
@ExtendWith(RealCluster.class)
class OutageIT {

    @Test
    void outsideFailClosedNamespacesNothingIsRefused(Scene scene) {
        scene.nodes(Nodes.of("aws", 1));
        Installation.forDevelopment(scene, Ports.free(1));
        scene.applied(Claims.claim("data", ""));
        scene.applied(Manifests.deployment("web", 2, ""));
        scene.ask("set", "image", "deployment/web", "main=app:2");
        scene.ask("rollout", "status", "deployment/web", "--timeout=180s");
        scene.plane()
                .ask("annotate", "-n", Installation.NAMESPACE, "configmap", "kosmos-admission-rules", "repaired=yes");
    }

    @Test
    void insideWhatRunsKeepsRunningAndVolumesAreStillBound(Scene scene) {
        scene.nodes(Nodes.of("aws", 1));
        scene.applied(Claims.claim("data", "storageClassName: " + scene.namespace()));
        scene.applied(Claims.claim("later", ""));
        scene.applied(Manifests.deployment("web", 1, ""));
        scene.applied(Manifests.deployment("agent", 1, "")
                .replace("kind: Deployment", "kind: DaemonSet")
                .replace("  replicas: 1\n", ""));
        scene.ask("rollout", "status", "deployment/web", "--timeout=180s");
        scene.ask("rollout", "status", "daemonset/agent", "--timeout=180s");
        scene.plane().ask("label", "namespace", scene.namespace(), "kosmos-admission.io/fail-closed=true");
        Installation.forDevelopment(scene, Ports.free(1));
        awaitRefusal(scene, "run", "new", "--image", "app:1", "--dry-run=server");
        awaitRefusal(scene, "create", "cronjob", "new", "--image=app:1", "--schedule=@daily", "--dry-run=server");
        assertThat(scene.apply(Claims.claim("new", "")).stderr())
                .contains("failed calling webhook \"claims-fail-closed.validate.kosmos-admission.io\"");
        assertThat(scene.kubectl("set", "image", "deployment/web", "main=app:2").stderr())
                .contains("failed calling webhook \"workloads-fail-closed.validate.kosmos-admission.io\"");

        scene.ask("annotate", "deployment", "web", "note=1");
        scene.ask("scale", "deployment", "web", "--replicas=0");
        Claims.bind(scene, "data", scene.namespace());
        Claims.makeDefault(scene, "later");
        String before = agent(scene);
        scene.ask("delete", "pod", before, "--force", "--grace-period=0");
        await("the DaemonSet's pod is back")
                .until(() -> !agent(scene).isEmpty() && !agent(scene).equals(before));
        scene.ask("rollout", "status", "daemonset/agent", "--timeout=180s");
    }

    private static void awaitRefusal(Scene scene, String... command) {
        await("fail-closed").untilAsserted(() -> {
            Result result = scene.kubectl(command);
            assertThat(result.exit()).isOne();
            assertThat(result.stderr()).contains("failed calling webhook", "-fail-closed.");
        });
    }

    private static String agent(Scene scene) {
        return scene.ask("get", "pods", "-l", "app=agent", "-o", "jsonpath={.items[*].metadata.name}");
    }
}
