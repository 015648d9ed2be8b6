package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.webhooks.LabelInjector;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ours is not the only one: webhooks that come after it, and pods that have been through it before. */
@ExtendWith(RealCluster.class)
class OtherWebhooksIT {
    private static final Map<String, Integer> EVENLY = Map.of("aws", 2, "hetzner", 2, "scaleway", 2);

    // Of unequal number: without us, pods would follow the nodes.
    private static final Nodes AWS = Nodes.of("aws", 3);
    private static final Nodes HETZNER = Nodes.of("hetzner", 3);
    private static final Nodes SCALEWAY = Nodes.of("scaleway", 15);

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - {name: default, match: [{%s}], placement: {%s}}
            """;

    @Test
    void labelsThatALaterWebhookAddsAndChangesLeaveTheSpreadAsItIs(Scene scene) {
        nodes(scene);
        scene.follow(RULES.formatted("", "spread: {whenUnsatisfiable: DoNotSchedule}"));
        LabelInjector.start(scene, Map.of("injected", "yes", "tier", "changed"));

        String web = Manifests.deployment("web", 6, "")
                .replace("{app: web}}\n    spec", "{app: web, tier: front}}\n    spec");
        scene.applied(web);
        scene.applied(web.replace("kind: Deployment", "kind: StatefulSet").replace("web", "db"));

        assertThat(Pods.of(scene, "web").landed(6)).isEqualTo(EVENLY);
        assertThat(Pods.of(scene, "db").landed(6)).isEqualTo(EVENLY);
        assertThat(Json.items(scene.ask("get", "pods", "-o", "json")))
                .hasSize(12)
                .allSatisfy(pod -> assertThat(Json.labels(pod)).containsEntry("tier", "changed"));
    }

    @Test
    void aRuleThatMatchesOnlyByALaterWebhooksLabelIsFoundInTheSecondRound(Scene scene) {
        nodes(scene);
        scene.follow(RULES.formatted("podSelector: {matchLabels: {injected: yes}}", "spread: {}"));
        LabelInjector.start(scene, Map.of("injected", "yes"));

        scene.applied(Manifests.deployment("web", 6, ""));

        assertThat(Pods.of(scene, "web").landed(6)).isEqualTo(EVENLY);
        assertThat(Json.items(scene.ask("get", "pods", "-o", "json")))
                .allSatisfy(pod ->
                        assertThat(Json.annotations(pod)).containsEntry("kosmos-admission.io/placed-by", "default"));
    }

    @Test
    void aPodThatIsMadeAgainFromOurOwnOutputGetsNothingTwice(Scene scene) {
        nodes(scene);
        scene.follow(RULES.formatted(
                        "",
                        "spread: {}, onePerProvider: Preferred, colocate: {podSelector: {matchLabels: {app: db}}},"
                                + " prefer: [hetzner, aws], tolerate: [upcloud], buffer: {pool: scaleway/buffer}")
                + """
                providers:
                - name: scaleway
                  elasticPools:
                  - {name: buffer, labels: {provider: scaleway, pool: buffer}, taints: [{key: buffer, effect: NoSchedule}]}
                boundaries:
                - {name: all, match: [{}], providers: {required: [aws, hetzner, scaleway, upcloud]}}
                """);

        scene.applied(Manifests.pod("alone", "").replace("app: alone", "app: web"));
        JsonObject first = taken(scene);
        assertThat(first.getJsonObject("spec").getJsonArray("topologySpreadConstraints"))
                .hasSize(2);
        for (int again = 0; again < 3; again++) {
            JsonObject before = taken(scene);
            scene.ask("delete", "pod", "alone", "--force", "--grace-period=0");
            scene.applied(before.encode());
            assertThat(taken(scene)).isEqualTo(first);
        }
        Pods.of(scene, "web").landed(1);
    }

    private static void nodes(Scene scene) {
        scene.nodes(AWS, HETZNER, SCALEWAY, Nodes.of("upcloud", 1).tainted(), Nodes.named("unlabelled", 1));
    }

    /** As one takes a pod from one cluster to the next: what the API server and the scheduler wrote is left out. */
    private static JsonObject taken(Scene scene) {
        JsonObject pod = new JsonObject(scene.ask("get", "pod", "alone", "-o", "json"));
        pod.remove("status");
        pod.getJsonObject("spec").remove("nodeName");
        List.of("uid", "resourceVersion", "creationTimestamp", "generation")
                .forEach(pod.getJsonObject("metadata")::remove);
        pod.getJsonObject("metadata")
                .getJsonObject("annotations")
                .remove("kubectl.kubernetes.io/last-applied-configuration");
        return pod;
    }
}
