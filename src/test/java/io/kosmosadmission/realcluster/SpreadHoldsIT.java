package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Load;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A soft spread and a group that hold, by where pods land: free resources, hosts and unlabelled nodes all weigh on the
 * scheduler's scores, and labels of single pods must not tear a group apart.
 */
@ExtendWith(RealCluster.class)
class SpreadHoldsIT {

    private static final String SPREAD = rules("{spread: {}}");

    private static String rules(String placement) {
        return """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - {name: default, match: [{}], placement: %s}
                """.formatted(placement);
    }

    /** loaded: the providers of whose nodes three quarters are requested already. */
    @ParameterizedTest(name = "{0}: {1}/{2}/{3} nodes, {4} without label, loaded {5}, {6} replicas")
    @CsvSource(delimiter = '|', textBlock = """
        few replicas over unequal providers   | 1 | 2 | 15 | 0 | ''  | 6  | 5
        many replicas over unequal providers  | 1 | 2 | 15 | 0 | ''  | 24 | 10
        providers of some size                | 2 | 3 | 10 | 0 | ''  | 12 | 8
        equal providers                       | 4 | 4 | 4  | 0 | ''  | 6  | 6
        two replicas, most of it full         | 3 | 3 | 3  | 0 | a b | 2  | 2
        twelve replicas, most of it full      | 3 | 3 | 3  | 0 | a b | 12 | 6
        nodes that bear no label              | 1 | 2 | 6  | 2 | ''  | 12 | 6
        """)
    void replicasAreEvenOverProvidersAndNotCrowdedOnHosts(
            String sentence, int a, int b, int c, int bare, String loaded, int replicas, int leastHosts, Scene scene) {
        scene.nodes(Nodes.of("a", a), Nodes.of("b", b), Nodes.of("c", c), Nodes.named("bare", bare));
        Stream.of(loaded.split(" "))
                .filter(provider -> !provider.isEmpty())
                .forEach(provider -> Load.threeQuarters(scene, Nodes.of(provider, 3)));
        scene.serve(SPREAD);

        scene.applied(Manifests.deployment("web", replicas, ""));

        Map<String, Integer> landed = Pods.of(scene, "web").rolledOut(replicas);
        assertThat(landed).doesNotContainKey("unlabelled");
        assertThat(skew(landed, 3)).as(landed.toString()).isLessThanOrEqualTo(1);
        Set<String> hosts = new HashSet<>(Pods.of(scene, "web").nodes());
        assertThat(hosts).hasSizeGreaterThanOrEqualTo(leastHosts);
    }

    @Test
    void oddReplicasGoToPreferredProvidersAndNoneIsLeftOut(Scene scene) {
        scene.nodes(Nodes.of("a", 2), Nodes.of("b", 3), Nodes.of("c", 3));
        scene.serve(rules("{spread: {}, prefer: [a, b]}"));

        scene.applied(Manifests.deployment("even", 12, ""));
        assertThat(skew(Pods.of(scene, "even").rolledOut(12), 3)).isLessThanOrEqualTo(1);
        scene.applied(Manifests.deployment("odd", 4, ""));
        assertThat(Pods.of(scene, "odd").rolledOut(4)).isEqualTo(Map.of("a", 2, "b", 1, "c", 1));
    }

    @Test
    void aPodsOwnWishForOtherPodsIsNotOutweighed(Scene scene) {
        scene.nodes(Nodes.of("a", 2), Nodes.of("b", 3), Nodes.of("c", 3));
        scene.serve(SPREAD);
        scene.applied(Manifests.pod("db", "nodeSelector: {provider: b}"));
        assertThat(Pods.of(scene, "db").landed(1)).isEqualTo(Map.of("b", 1));

        scene.applied(Manifests.deployment(
                "web",
                4,
                "affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 50, podAffinityTerm:"
                        + " {topologyKey: provider, labelSelector: {matchLabels: {app: db}}}}]}}"));

        Map<String, Integer> landed = Pods.of(scene, "web").rolledOut(4);
        assertThat(landed.getOrDefault("b", 0)).as(landed.toString()).isGreaterThanOrEqualTo(2);
        assertThat(scene.ask("get", "pods", "-l", "app=web", "-o", "yaml")).doesNotContain("podAntiAffinity");
    }

    @Test
    void smallDeploymentsBesideFullProvidersAreEachOnTwo(Scene scene) {
        scene.nodes(Nodes.of("a", 3), Nodes.of("b", 3), Nodes.of("c", 3));
        Load.threeQuarters(scene, Nodes.of("a", 3));
        Load.threeQuarters(scene, Nodes.of("b", 3));
        scene.serve(SPREAD);

        for (int i = 1; i <= 5; i++) {
            scene.applied(Manifests.deployment("web-" + i, 2, ""));
        }

        for (int i = 1; i <= 5; i++) {
            assertThat(Pods.of(scene, "web-" + i).rolledOut(2)).hasSize(2);
        }
    }

    /** As operators make them: labels that each pod has to itself, and one that they change on the running pod. */
    @Test
    void labelsOfOnePodTearNoGroupApart(Scene scene) {
        scene.nodes(Nodes.of("a", 3), Nodes.of("b", 2), Nodes.of("c", 2));
        scene.serve(rules("{onePerProvider: Required}"));

        for (int i = 0; i < 3; i++) {
            scene.applied("""
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: kafka-%1$d
                      labels: {app: kafka, apps.kruise.io/cloneset-instance-id: x%1$d, replica-index: "%1$d", state: joining-%1$d}
                    spec: {containers: [{name: main, image: "app:1"}]}
                    """.formatted(i));
            scene.ask("label", "pod", "kafka-" + i, "--overwrite", "state=ready");
        }

        assertThat(Pods.of(scene, "kafka").landed(3)).isEqualTo(Map.of("a", 1, "b", 1, "c", 1));
    }

    @Test
    void aStatefulSetWhoseOperatorRelabelsItsPodsStaysOneGroup(Scene scene) {
        scene.nodes(Nodes.of("a", 3), Nodes.of("b", 2), Nodes.of("c", 2));
        scene.serve(rules("{onePerProvider: Required}"));
        scene.applied("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  replicas: 2
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db, role: replica}}
                    spec: {containers: [{name: main, image: "app:1"}]}
                """);
        Pods db = Pods.of(scene, "db");
        assertThat(db.landed(2)).hasSize(2);

        scene.ask("label", "pod", "db-0", "--overwrite", "role=primary");
        scene.ask("scale", "statefulset/db", "--replicas=3");

        assertThat(db.landed(3)).isEqualTo(Map.of("a", 1, "b", 1, "c", 1));
    }

    private static int skew(Map<String, Integer> landed, int providers) {
        int least = landed.size() < providers ? 0 : Collections.min(landed.values());
        return Collections.max(landed.values()) - least;
    }
}
