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

    /** A pod of a controller, with more of its metadata and its spec, in flow style. */
    private void pod(String name, String controller, String metadata, String spec) {
        cluster.append("""
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: shop, %s,
                  ownerReferences: [{%s, uid: u, controller: true}]},
                  spec: {%s, containers: [{name: a, resources: {requests: {cpu: 1}}}]}}
                """.formatted(name, metadata, controller, spec));
    }

    private static String onProvider(String expressions) {
        return "nodeName: aws-1, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " {nodeSelectorTerms: [{matchExpressions: [" + expressions + "]}]}}}";
    }

    /** What is asked of an operator's pod is what it says without what placement had added to it. */
    @ParameterizedTest(name = "{0}, own words {1}: {2}")
    @CsvSource({
        "placed: -, '', moves 1 (gcp)",
        "placed: -, '{key: provider, operator: NotIn, values: [gcp]},', stops | waits 1: ",
        "other: -, '', stops | waits 1: "
    })
    void aPodWithoutATemplateKeepsItsOwnWordsAlone(String annotation, String own, String expected) throws IOException {
        cluster.append(node("gcp-1", "gcp", 8));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                boundaries: [{name: pay, match: [{namespaces: [shop]}], providers: {required: [aws], fallback: [gcp]}}]
                rules: []
                """);
        pod(
                "pg-1",
                "apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: pg",
                "annotations: {kosmos-admission.io/" + annotation + "}",
                onProvider(own + "{key: provider, operator: In, values: [aws]}"));
        assertThat(simulate("--rules", rules.toString()).out()).contains("shop/pg (Cluster): " + expected);
    }

    /** Where no rule would add it, the pod said so itself. */
    @Test
    void aPodWithoutATemplateKeepsWhatNoRuleAdds() throws IOException {
        cluster.append(node("gcp-1", "gcp", 8));
        pod(
                "pg-1",
                "apiVersion: postgresql.cnpg.io/v1, kind: Cluster, name: pg",
                "annotations: {kosmos-admission.io/placed: -}",
                onProvider("{key: provider, operator: In, values: [aws]}"));
        assertThat(simulate().out()).contains("shop/pg (Cluster): stops | waits 1: ");
    }

    @ParameterizedTest
    @CsvSource({"aws-1, 'stops | waits 1: its template names node aws-1, which is gone'", "gcp-1, 'moves 1 (gcp)'"})
    void aTemplateThatNamesANodeMovesToNoOther(String node, String expected) throws IOException {
        cluster.append(node("gcp-1", "gcp", 8));
        workload("one", 1, "aws-1");
        int template = cluster.indexOf("spec: {containers: [{name: a}]}");
        cluster.insert(template + "spec: {".length(), "nodeName: " + node + ", ");
        assertThat(simulate().out()).contains("shop/one (ReplicaSet): " + expected + "\n");
    }

    @ParameterizedTest
    @CsvSource({"aws-1, false", "gcp-1, true"})
    void aPodForItsNodeAloneIsMissedByNobody(String named, boolean missed) throws IOException {
        cluster.append(node("gcp-1", "gcp", 8));
        pod(
                "each-1",
                "apiVersion: apps.kruise.io/v1alpha1, kind: DaemonSet, name: each",
                "labels: {app: each}",
                "nodeName: aws-1, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [" + named
                        + "]}]}]}}}");
        assertThat(simulate().out().contains("shop/each")).isEqualTo(missed);
    }

    /** The second one has room, and no set makes it before the first one runs. */
    @ParameterizedTest
    @CsvSource({
        "OrderedReady, 'stops | waits 2: no node takes it: 1 Insufficient cpu; later ones wait for db-0'",
        "Parallel, 'degraded 1 of 2 (no quorum) | moves 1 (gcp) | waits 1: no node takes it: 1 Insufficient cpu'"
    })
    void aSetMakesItsPodsInTurn(String policy, String expected) throws IOException {
        cluster.append(node("gcp-1", "gcp", 2)).append("""
                ---
                {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop}, spec: {replicas: 2,
                  podManagementPolicy: %s, selector: {matchLabels: {app: db}},
                  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: a}]}}}}
                """.formatted(policy));
        String set = "apiVersion: apps/v1, kind: StatefulSet, name: db";
        pod("db-1", set, "labels: {app: db}", "nodeName: aws-1");
        pod("db-0", set, "labels: {app: db}", "nodeName: aws-1, overhead: {cpu: 3}");
        assertThat(simulate().out()).contains("shop/db (StatefulSet): " + expected + "\n");
        Path dump = Files.writeString(
                folder.resolve("dump.yaml"),
                Ran.with("", "dump", "--cluster", folder.resolve("cluster.yaml").toString())
                        .out());
        assertThat(Ran.with("", "simulate", "--lose", "aws", "--cluster", dump.toString())
                        .out())
                .contains("shop/db (StatefulSet): " + expected + "\n");
    }

    /** Where a pool takes the first one, the second one has its turn. */
    @Test
    void aPoolThatTakesTheFirstOneLetsTheSecondOneCome() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                providers: [{name: gcp, elasticPools: [{name: big, allocatable: {cpu: "8", memory: 16Gi, pods: "110"}, maxNodes: 1}]}]
                rules: []
                """);
        aSetMakesItsPodsInTurn(
                "OrderedReady", "stops | waits 2: no node takes it: 1 Insufficient cpu; later ones wait for db-0");
        assertThat(simulate("--rules", rules.toString()).out()).contains("shop/db (StatefulSet): moves 2 (gcp)\n");
    }

    @Test
    void aDeploymentIsKnownByItsPodsWhereItsReplicaSetIsMissing() throws IOException {
        cluster.append(node("gcp-1", "gcp", 8)).append("""
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 1,
                  selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
                  spec: {nodeSelector: {provider: aws}, containers: [{name: a}]}}}}
                """);
        pod(
                "web-5f7c9-x",
                "apiVersion: apps/v1, kind: ReplicaSet, name: web-5f7c9",
                "labels: {app: web, pod-template-hash: 5f7c9}",
                "nodeName: aws-1");
        assertThat(simulate().out())
                .contains("shop/web (Deployment): stops | waits 1: ")
                .doesNotContain("made again after themselves");
    }

    @Test
    void gatesOfATemplateAreTold() throws IOException {
        cluster.append(node("gcp-1", "gcp", 8));
        workload("one", 1, "aws-1");
        int template = cluster.indexOf("spec: {containers: [{name: a}]}");
        cluster.insert(template + "spec: {".length(), "schedulingGates: [{name: acme.com/quota}], ");
        assertThat(simulate().out())
                .contains("not modelled: schedulingGates of templates; pods made again as if these were lifted: 1\n");
    }
}
