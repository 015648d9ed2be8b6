package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods that are created with what we wrote for another one: copies to debug, and what a backup held. */
@ExtendWith(RealCluster.class)
class BroughtPodsIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            """;

    @Test
    void aCopyIsToldThatItStaysPendingAndOneOnTheSameNodeRuns(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner"), Nodes.of("scaleway"));
        scene.follow(RULES + "rules: [{name: one, match: [{}], placement: {onePerProvider: Required}}]");
        scene.applied(Manifests.deployment("web", 3, ""));
        assertThat(scene.landed("web", 3)).hasSize(3);
        String pod = scene.ask("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}");

        Result copied = copy(scene, pod, "copy");
        Result beside = copy(scene, pod, "beside", "--same-node");

        assertThat(copied.stderr())
                .contains(
                        "Warning: this pod stays Pending while each provider runs a pod with app=web, pod-template-hash=")
                .contains("kubectl debug --same-node")
                .doesNotContain("selects this pod no more");
        assertThat(beside.stderr()).doesNotContain("stays Pending");
        awaitUnschedulable(scene, "copy");
        await("runs").until(() -> phase(scene, "beside").equals("Running"));
        assertThat(phase(scene, "copy")).isEqualTo("Pending");
    }

    private static Result copy(Scene scene, String pod, String name, String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {"debug", pod, "--copy-to=" + name, "--image=app:1", "--profile=legacy", "--quiet"},
                0,
                all,
                0,
                6);
        System.arraycopy(more, 0, all, 6, more.length);
        Result result = scene.kubectl(all);
        assertThat(result.exit()).as(result.stderr()).isZero();
        return result;
    }

    @Test
    void aRestoredPodIsTakenWithAWordAndPlacedAnewWithoutWhatItBrings(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("scaleway"));
        scene.follow(RULES + boundary("aws"));
        scene.applied(Manifests.pod("web", ""));
        JsonObject export = Json.export(new JsonObject(scene.ask("get", "pod", "web", "-o", "json")));
        scene.ask("delete", "pod", "web", "--force", "--grace-period=0");
        scene.rules(RULES + boundary("scaleway"));
        await("the new boundary holds")
                .until(() -> scene.ask("run", "probe", "--image=app:1", "--dry-run=server", "-o", "yaml")
                        .contains("only scaleway (boundary home)"));

        Result restored = create(scene, export);

        assertThat(restored.exit()).as(restored.stderr()).isZero();
        assertThat(restored.stderr())
                .contains("Warning: [KA002] pod \"web\" can run nowhere")
                .contains(
                        "Warning: node affinity provider=aws comes from the pod that this one was copied or restored from");
        awaitUnschedulable(scene, "web");
        scene.ask("delete", "pod", "web", "--force", "--grace-period=0");
        export.getJsonObject("spec").remove("affinity");

        Result anew = create(scene, export);

        assertThat(anew.stderr()).isEmpty();
        await("is on scaleway")
                .until(() -> scene.ask("get", "pod", "web", "-o", "jsonpath={.spec.nodeName}")
                        .equals("scaleway-1"));
        // Its user's own word is denied as ever, also with our annotations beside it.
        scene.ask("delete", "pod", "web", "--force", "--grace-period=0");
        export.getJsonObject("spec").put("nodeSelector", new JsonObject().put("provider", "aws"));
        assertThat(create(scene, export).stderr()).contains("[KA002]").contains("denied the request");
    }

    private static Result create(Scene scene, JsonObject pod) {
        return scene.plane().kubectlWith(pod.encode(), "create", "--namespace=" + scene.namespace(), "-f", "-");
    }

    private static String boundary(String provider) {
        return "boundaries: [{name: home, match: [{}], providers: {required: [" + provider + "]}}]";
    }

    private static String phase(Scene scene, String pod) {
        return scene.ask("get", "pod", pod, "-o", "jsonpath={.status.phase}");
    }

    private static void awaitUnschedulable(Scene scene, String pod) {
        await("the scheduler has tried")
                .until(() -> scene.ask(
                                "get",
                                "pod",
                                pod,
                                "-o",
                                "jsonpath={.status.conditions[?(@.type==\"PodScheduled\")].reason}")
                        .equals("Unschedulable"));
    }
}
