package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReadyCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeLabellingTest {

    private static final String TERMS = """
            providers:
            - {name: aws, nodes: [{name: "*-of-both"}]}
            - {name: scaleway, nodes: [{name: "scw-*"}]}
            labelNodes:\s""";

    @ParameterizedTest(name = "mode {0}, labelNodes {1}, --max-mode {2}: {3}")
    @CsvSource({
        "Enforce,  Enforce,  Enforce,  Enforce",
        "Enforce,  Warn,     Enforce,  Warn",
        "Warn,     Enforce,  Enforce,  Warn",
        "Enforce,  Enforce,  Audit,    Audit",
        "Audit,    Warn,     Enforce,  Audit",
        "Disabled, Enforce,  Enforce,  Disabled",
        "Enforce,  Enforce,  Disabled, Disabled",
        "Enforce,  Disabled, Enforce,  Disabled"
    })
    void theLeastStrictModeHolds(Mode mode, Mode own, Mode max, Mode holds) {
        Configuration configuration = GivenCluster.configuration("mode: " + mode + "\n" + TERMS + own);
        assertThat(NodeLabelling.of(configuration, max)).isEqualTo(new NodeLabelling("provider", holds));
        Decision created =
                new Reviewer(max).review(Webhook.mutate, creation(node("scw-1", Map.of())), state(configuration));
        assertThat(created.label())
                .isEqualTo(
                        switch (holds) {
                            case Enforce -> "patched";
                            case Warn, Audit -> "would_patch";
                            case Disabled -> "allowed";
                        });
        assertThat(created.notes().warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0} at creation: {1}")
    @CsvSource({
        "provider,                                true",
        "example.com/provider,                    true",
        "k8s.scaleway.com/provider,               true",
        "mykubernetes.io/provider,                true",
        "kubernetes.io.example.com/provider,      true",
        "kubernetes.io/provider,                  false",
        "node-restriction.kubernetes.io/provider, false",
        "a.b.kubernetes.io/provider,              false",
        "k8s.io/provider,                         false",
        "a.k8s.io/provider,                       false"
    })
    void kubernetesOwnKeysAreNotGivenAtCreation(String key, boolean given) {
        assertThat(new NodeLabelling(key, Mode.Enforce).mayActAtCreation()).isEqualTo(given);
    }

    @Test
    void nodesThatLackTheLabelAreFoundWithTheirProvider() {
        Node bare = node("scw-1", Map.of("kubernetes.io/os", "linux"));
        List<Node> nodes = List.of(
                bare,
                node("scw-2", Map.of("provider", "scaleway")),
                node("scw-3", Map.of("provider", "aws")),
                node("scw-4", Map.of("provider", "")),
                node("scw-of-both", Map.of()),
                node("unknown", Map.of()));
        Configuration configuration = GivenCluster.configuration(TERMS + "Enforce");
        assertThat(NodeLabelling.of(configuration, Mode.Enforce)
                        .unlabelled(
                                configuration,
                                state(configuration, nodes).inventory().providers()))
                .containsExactly(
                        new NodeLabelling.Unlabelled(node("scw-of-both", Map.of()), "aws"),
                        new NodeLabelling.Unlabelled(bare, "scaleway"));
    }

    @Test
    void validateHasNothingToSayOfNodes() {
        Configuration configuration = GivenCluster.configuration(TERMS + "Enforce");
        Decision decision = new Reviewer(Mode.Enforce)
                .review(Webhook.validate, creation(node("scw-1", Map.of())), state(configuration));
        assertThat(decision.notes().reason()).isEqualTo(Reason.NotHandled);
    }

    private static Node node(String name, Map<String, String> labels) {
        return new Node(name, labels, "", List.of(), "uid-of-" + name, ReadyCondition.UNKNOWN);
    }

    private static AdmissionRequest creation(Node node) {
        return new AdmissionRequest(
                "u",
                "",
                "Node",
                "",
                "",
                node.name(),
                Operation.CREATE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(node));
    }

    private static ClusterState state(Configuration configuration) {
        return state(configuration, List.of());
    }

    private static ClusterState state(Configuration configuration, List<Node> nodes) {
        ObjectCollector collector = new ObjectCollector();
        nodes.forEach(node -> collector.add(Kind.NODE, node));
        return new ClusterState(configuration, Inventory.of(configuration, collector.collected()));
    }
}
