package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pods say outside of their node affinity, beside what rules and boundaries add. */
@ExtendWith(RealCluster.class)
class WordsOfPodsIT {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String HEAD = """
        apiVersion: kosmos-admission.io/v1alpha1
        kind: KosmosConfiguration
        """;
    private static final String NOBODY = " asks for nodes that nobody has today, and stays Pending until one joins: ";

    @Test
    void podsThatWantToBeTogetherRunTogetherWhateverTheRuleSays(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("hetzner"), Nodes.of("scaleway"));
        scene.follow(HEAD + """
            rules:
            - {name: spread, match: [{podSelector: {matchLabels: {app: web}}}], placement: {spread: {whenUnsatisfiable: DoNotSchedule}}}
            - {name: apart, match: [{}], placement: {onePerProvider: Required}}
            """);

        assertThat(scene.apply(Manifests.deployment("web", 3, near("web", "provider")))
                        .stderr())
                .contains("Warning: this pod is not spread over providers: its required podAffinity over provider");
        assertThat(scene.apply(Manifests.deployment("edge", 3, near("edge", "provider")))
                        .stderr())
                .contains("Warning: this pod is not kept one per provider: its required podAffinity over provider")
                .doesNotContain("will stay Pending");
        scene.applied(Manifests.deployment("host", 2, near("host", "kubernetes.io/hostname")));

        assertThat(Pods.of(scene, "web").rolledOut(3)).hasSize(1);
        assertThat(Pods.of(scene, "edge").rolledOut(3)).hasSize(1);
        assertThat(Pods.of(scene, "host").rolledOut(2)).hasSize(1);
    }

    @Test
    void podsForOneNodeEachAllRun(Scene scene) {
        Nodes aws = Nodes.of("aws", 3);
        scene.nodes(aws, Nodes.of("scaleway", 1));
        scene.follow(HEAD + "rules: [{name: apart, match: [{}], placement: {onePerProvider: Required}}]\n");

        aws.names()
                .forEach(node -> scene.applied(Manifests.pod("agent-" + node, """
                    affinity:
                        nodeAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [%s]}]}]
                    """.formatted(node))
                        .replace("app: agent-" + node, "app: agent")));

        assertThat(Pods.of(scene, "agent").landed(3)).isEqualTo(Map.of("aws", 3));
        assertThat(Pods.of(scene, "agent").nodes()).isEqualTo(aws.names());
    }

    @Test
    void whatAsksForNodesThatNobodyHasIsToldFoundAndRunsOnceOneJoins(Scene scene) {
        scene.nodes(Nodes.of("hetzner"), Nodes.of("scaleway").labelled(ZONE, "nl-ams-1"));
        PackagedServer server = scene.follow(HEAD + """
            boundaries:
            - {name: edge, match: [{podSelector: {matchLabels: {app: edge}}}], providers: {required: [hetzner]}}
            """);

        assertThat(scene.apply(Manifests.deployment("slip", 1, "nodeSelector: {provider: hetzzner}"))
                        .stderr())
                .contains("Warning: deployment \"slip\"" + NOBODY
                        + "nodeSelector provider=hetzzner (nobody; nodes bear the label of hetzner and scaleway)");
        assertThat(scene.apply(Manifests.deployment("edge", 1, zones("DoNotSchedule", "edge")))
                        .stderr())
                .contains("Warning: deployment \"edge\"" + NOBODY
                        + "boundary \"edge\" (only hetzner), hard spread over " + ZONE + " (only scaleway)");
        assertThat(scene.apply(Manifests.deployment("web", 1, zones("DoNotSchedule", "web")))
                        .stderr())
                .doesNotContain("Warning");

        Pods.of(scene, "slip").awaitWaiting(1);
        Pods.of(scene, "edge").awaitWaiting(1);
        assertThat(Pods.of(scene, "web").rolledOut(1)).isEqualTo(Map.of("scaleway", 1));
        awaitFindings(server, 2);

        scene.nodes(
                Nodes.named("hetzner-zone", 1).labelled("provider", "hetzner").labelled(ZONE, "eu-1"));
        assertThat(Pods.of(scene, "edge").rolledOut(1)).isEqualTo(Map.of("hetzner", 1));
        awaitFindings(server, 1);
    }

    private static void awaitFindings(PackagedServer server, int count) {
        await("findings")
                .untilAsserted(() -> assertThat(server.metric("kosmos_admission_findings{check=\"nowhere-today\"}"))
                        .isEqualTo(count));
    }

    private static String near(String app, String key) {
        return """
            affinity:
                    podAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - {topologyKey: %s, labelSelector: {matchLabels: {app: %s}}}
            """.formatted(key, app);
    }

    private static String zones(String when, String app) {
        return "topologySpreadConstraints: [{maxSkew: 1, topologyKey: " + ZONE + ", whenUnsatisfiable: " + when
                + ", labelSelector: {matchLabels: {app: " + app + "}}}]";
    }
}
