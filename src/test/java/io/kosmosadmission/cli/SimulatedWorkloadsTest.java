package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a simulation says of workloads of a node of aws and one of gcp, where aws goes. */
class SimulatedWorkloadsTest {

    private static final String ORDERS = "find room, by the order in which pods come";

    @TempDir
    private Path folder;

    private final StringBuilder cluster = new StringBuilder(node("aws-1", "aws", 8));

    private static String node(String name, String provider, int processors) {
        return """
                ---
                {apiVersion: v1, kind: Node, metadata: {name: %1$s, labels: {provider: %2$s}},
                  status: {allocatable: {cpu: "%3$s", memory: 16Gi, pods: "110"}}}
                """.formatted(name, provider, processors);
    }

    /** A ReplicaSet with a pod of so many processors on each of these nodes; all are of one tier. */
    private void workload(String name, int processors, String... nodes) {
        cluster.append("""
                ---
                {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: %1$s, namespace: shop}, spec: {replicas: %2$s,
                  selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s, tier: web}},
                  spec: {containers: [{name: a}]}}}}
                """.formatted(name, nodes.length));
        for (int i = 0; i < nodes.length; i++) {
            cluster.append("""
                    ---
                    {apiVersion: v1, kind: Pod, metadata: {name: %1$s-%2$s, namespace: shop, labels: {app: %1$s, tier: web},
                      ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %1$s, uid: u, controller: true}]},
                      spec: {nodeName: %3$s, containers: [{name: a, resources: {requests: {cpu: "%4$s"}}}]}}
                    """.formatted(name, i, nodes[i], processors));
        }
    }

    private void budget(String label, String minAvailable) {
        cluster.append("""
                ---
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: most, namespace: shop},
                  spec: {selector: {matchLabels: {%s}}, minAvailable: %s}}
                """.formatted(label, minAvailable));
    }

    private Ran simulate(String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), cluster);
        List<String> args = new ArrayList<>(List.of("simulate", "--lose", "aws", "--cluster", file.toString()));
        args.addAll(List.of(more));
        return Ran.with("", args.toArray(String[]::new));
    }

    @Test
    void ofTwoThatAreAlikeEitherMayStop() throws IOException {
        cluster.append(node("gcp-1", "gcp", 3));
        workload("one", 2, "aws-1");
        workload("two", 2, "aws-1");
        String stops =
                " (ReplicaSet): stops | waits 1: no node takes it: 1 Insufficient cpu; 0 to 1 of 1 " + ORDERS + "\n";
        assertThat(simulate().out()).contains("shop/one" + stops, "shop/two" + stops);
    }

    /** By name the larger one comes first, and finds the larger node. */
    @Test
    void whatMayWaitIsHarmThoughItMovesInTheFirstOrder() throws IOException {
        cluster.append(node("gcp-1", "gcp", 1)).append(node("gcp-2", "gcp", 2));
        workload("big", 2, "aws-1");
        workload("small", 1, "aws-1");
        Ran ran = simulate();
        assertThat(ran.out())
                .contains("shop/big (ReplicaSet): stops | waits 1: no node takes it: 2 Insufficient cpu; 0 to 1 of 1 "
                        + ORDERS + "\n")
                .contains("shop/small (ReplicaSet): moves 1 (gcp)\n");
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} processors for 4 pods, a budget of {2} of {1}: {3} {4}")
    @CsvSource({
        "4, app: one, 2, 'moves 1 (gcp)', ''",
        "4, tier: web, 4, 'moves 1 (gcp)', ''",
        "3, tier: web, 3, 'degraded 1 of 2 | waits 1', 'no node'",
        "3, tier: web, 4, 'degraded 1 of 2 (PodDisruptionBudget most needs 4) | waits 1', 'PodDisruptionBudget most needs 4; no node'",
        "3, tier: web, 5, 'degraded 1 of 2 | waits 1', 'no node'",
        "3, app: one, '\"51%\"', 'degraded 1 of 2 (PodDisruptionBudget most needs 2) | waits 1', 'PodDisruptionBudget most needs 2; no node'"
    })
    void aBudgetCountsAllThatItSelects(int processors, String label, String minAvailable, String expected, String why)
            throws IOException {
        cluster.append(node("gcp-1", "gcp", processors));
        workload("one", 1, "aws-1", "gcp-1");
        workload("two", 1, "gcp-1", "gcp-1");
        budget(label, minAvailable);
        String waits = why.isEmpty() ? "" : " takes it: 1 Insufficient cpu";
        assertThat(simulate().out())
                .contains("shop/one (ReplicaSet): " + expected + (why.isEmpty() ? "" : ": no node") + waits + "\n");
        assertThat(simulate("-o", "json").out()).contains("\"why\" : \"" + why + waits + "\"\n");
    }
}
