package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Load;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a soft spread does beside each other word, by where twelve pods land. What it prints is the table of the page on
 * placement; a row has at most a difference of one where the spread is to hold, and of two where providers are preferred.
 */
@ExtendWith(RealCluster.class)
class WordsBesideSpreadIT {
    private static final int REPLICAS = 12;

    /** By the label app of the Deployment that gets it. */
    private static final Map<String, String> HOLDING = Map.of(
            "spread", "{spread: {}}",
            "prefer", "{spread: {}, prefer: [a]}",
            "apart", "{spread: {}, onePerProvider: Preferred}");

    private static final Map<String, String> SCORING =
            Map.of("buffer", "{spread: {}, buffer: {pool: c/pool}}", "together", "{spread: {}, colocate: {}}");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "even, 3, 3, 3, 0",
        "a and b 75 % full, 3, 3, 3, 0",
        "unequal, 1, 2, 15, 0",
        "two unlabelled, 1, 2, 6, 2"
    })
    void theSpreadHoldsBesideWordsThatDoNotDrawPodsTogether(
            String cluster, int a, int b, int c, int bare, Scene scene) {
        Nodes pool = Nodes.of("c", c).labelled("pool", "c");
        scene.nodes(Nodes.of("a", a), Nodes.of("b", b), pool, Nodes.named("bare", bare));
        if (cluster.contains("full")) {
            Load.threeQuarters(scene, Nodes.of("a", a));
            Load.threeQuarters(scene, Nodes.of("b", b));
        }
        scene.serve("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers:
                - {name: c, elasticPools: [{name: pool, labels: {provider: c, pool: c}}]}
                rules:
                """ + rules());

        for (String word : HOLDING.keySet()) {
            Map<String, Integer> landed = landed(cluster, word, scene);
            assertThat(landed.keySet()).as("%s: %s", word, landed).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(Collections.max(landed.values()) - Collections.min(landed.values()))
                    .as("%s: %s", word, landed)
                    .isLessThanOrEqualTo(word.equals("prefer") ? 2 : 1);
        }
        Map<String, Integer> buffered = landed(cluster, "buffer", scene);
        assertThat(buffered.getOrDefault("c", 0))
                .as("a buffer isn't filled as any other provider: %s", buffered)
                .isLessThan(REPLICAS / 3);
        landed(cluster, "together", scene);
    }

    private static String rules() {
        Map<String, String> all = new TreeMap<>(HOLDING);
        all.putAll(SCORING);
        StringBuilder rules = new StringBuilder();
        all.forEach((app, placement) ->
                rules.append("- {name: %1$s, match: [{podSelector: {matchLabels: {app: %1$s}}}], placement: %2$s}%n"
                        .formatted(app, placement)));
        return rules.toString();
    }

    private static Map<String, Integer> landed(String cluster, String word, Scene scene) {
        scene.applied(Manifests.deployment(word, REPLICAS, ""));
        Pods pods = Pods.of(scene, word);
        Map<String, Integer> landed = pods.rolledOut(REPLICAS);
        System.out.printf(
                "%s | %s | %s | on %d hosts%n",
                cluster, word, landed, pods.nodes().stream().distinct().count());
        scene.ask("delete", "deployment/" + word, "--cascade=foreground");
        return landed;
    }
}
