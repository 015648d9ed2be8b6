package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulation says of elastic pools, and of pods that only they could take, where aws goes. */
class SimulatedPoolsTest {

    private static final String POOLS = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            providers:
            - {name: gcp, elasticPools: [{name: buffer, labels: {pool: gcp}, allocatable: {%s}, maxNodes: 4}]}
            - {name: scaleway, elasticPools: [{name: buffer, labels: {pool: scaleway}, allocatable: {%s}, maxNodes: 4}]}
            """;

    private static final String OWNER = "apiVersion: acme.com/v1, kind: Farm, name: farm";
    private static final String TWO = "containers: [{name: a, resources: {requests: {cpu: \"2\"}}}]";

    @TempDir
    private Path folder;

    private final StringBuilder cluster = new StringBuilder();

    private static String node(String name, String provider, String labels) {
        return """
                ---
                {apiVersion: v1, kind: Node, metadata: {name: %1$s, labels: {provider: %2$s, kubernetes.io/hostname: %1$s, %3$s}},
                  status: {allocatable: {cpu: "2", memory: 16Gi, pods: "110"}}}
                """.formatted(name, provider, labels);
    }

    /** A pod on aws-1 of that owner. */
    private static String pod(String name, String owner, String metadata, String spec) {
        return """
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: %1$s, namespace: shop, %3$s,
                  ownerReferences: [{%2$s, uid: u, controller: true}]}, spec: {nodeName: aws-1, %4$s}}
                """.formatted(name, owner, metadata, spec);
    }

    private Ran simulate(String rules, String... more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("cluster.yaml"), node("aws-1", "aws", "pool: none") + cluster.toString());
        Path rulesFile = Files.writeString(folder.resolve("rules.yaml"), rules);
        List<String> args = new ArrayList<>(
                List.of("simulate", "--lose", "aws", "--cluster", file.toString(), "--rules", rulesFile.toString()));
        args.addAll(List.of(more));
        return Ran.with("", args.toArray(String[]::new));
    }

    @Test
    void aPoolWithRoomForManyPodsTakesThem() throws IOException {
        cluster.append(pod("a", OWNER, "labels: {a: a}", TWO));
        assertThat(simulate(POOLS.formatted("cpu: \"2\", memory: 1Gi, pods: \"3G\"", "cpu: \"1\", memory: 1Gi"))
                        .out())
                .contains("shop/farm (Farm): moves 1 (gcp)\n");
    }

    @Test
    void saysWhyPoolsRefuse() throws IOException {
        cluster.append(node("gcp-1", "gcp", "pool: none"));
        for (String name : List.of("a", "b", "c")) {
            cluster.append(pod(name, OWNER, "labels: {a: a}", TWO));
        }
        String rules = POOLS.formatted("cpu: \"2\", memory: 1Gi", "cpu: \"1\", memory: 1Gi");
        assertThat(simulate(rules, "--pool", "gcp/buffer=1", "--pool", "scaleway/buffer")
                        .out())
                .contains(
                        "shop/farm (Farm): degraded 2 of 3 | moves 2 (gcp) | waits 1: no node takes it: 1 Insufficient cpu;"
                                + " nor an elastic pool: gcp/buffer may have no more nodes, scaleway/buffer (Insufficient cpu)\n");
    }

    @Test
    void aPoolIsNamedWithItsProviderWhereSeveralHaveOneOfItsName() throws IOException {
        cluster.append(pod("a", OWNER, "labels: {a: a}", TWO));
        String rules = POOLS.formatted("cpu: \"2\", memory: 1Gi", "cpu: \"2\", memory: 1Gi");
        assertThat(simulate(rules, "--pool", "scaleway/buffer=3").out())
                .contains("shop/farm (Farm): moves 1 (scaleway)\n")
                .contains("pool scaleway/buffer: needs 1 more node of 3 that it may have\n")
                .doesNotContain("pool gcp/buffer");
        Ran ran = simulate(rules, "--pool", "buffer");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("--pool buffer: several providers have it; name one of gcp/buffer, scaleway/buffer\n");
        assertThat(simulate(rules, "--pool", "aws/buffer").err()).contains("they declare buffer\n");
    }

    /** As an autoscaler takes a node that is there for its template. */
    @Test
    void theNextNodeHasTheLabelsThatAllNodesOfItsPoolShare() throws IOException {
        cluster.append(node("gcp-1", "gcp", "pool: gcp, disk: ssd, row: '1', own: gcp-1"))
                .append(node("gcp-2", "gcp", "pool: gcp, disk: ssd, row: '2', own: gcp-2"))
                .append(node("gcp-3", "gcp", "pool: other, row: '1'"));
        for (int full = 1; full <= 2; full++) {
            cluster.append(pod("full-" + full, OWNER, "labels: {a: a}", TWO).replace("aws-1,", "gcp-" + full + ","));
        }
        cluster.append(pod("a", OWNER.replace("farm", "ssd"), "labels: {a: a}", "nodeSelector: {disk: ssd}, " + TWO))
                .append(pod("b", OWNER.replace("farm", "row"), "labels: {a: a}", "nodeSelector: {row: '2'}, " + TWO))
                .append(pod("c", OWNER.replace("farm", "own"), "labels: {a: a}", "nodeSelector: {own: gcp-1}, " + TWO));
        String rules = POOLS.replace(", allocatable: {%s}", "");
        assertThat(simulate(rules).out())
                .contains("shop/ssd (Farm): moves 1 (gcp)\n")
                .contains("shop/row (Farm): stops | waits 1")
                .contains("shop/own (Farm): stops | waits 1");
    }

    /** What its controller's template says isn't known, so that the pod itself tells. */
    @Test
    void podsOfOtherControllersKeepWhatTheyAskAdmissionFor() throws IOException {
        String memory = "containers: [{name: a, resources: {limits: {memory: 1Mi}}}]";
        cluster.append(node("gcp-1", "gcp", "pool: none")
                        .replace(
                                "  status:",
                                "  spec: {taints: [{key: provider, value: gcp, effect: NoSchedule}]}, status:"))
                .append(pod("a", OWNER.replace("farm", "asks"), "labels: {a: a}", memory))
                .append(pod("b", OWNER.replace("farm", "none"), "labels: {a: a}", "containers: [{name: a}]"))
                .append(pod(
                        "c", OWNER.replace("farm", "skip"), "annotations: {kosmos-admission.io/skip: 'true'}", memory));
        assertThat(simulate("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules: [{name: memory, match: [{requests: [memory]}], placement: {tolerate: ["*"]}}]
                """).out())
                .contains("shop/asks (Farm): moves 1 (gcp)\n")
                .contains("shop/none (Farm): stops | waits 1")
                .contains("shop/skip (Farm): stops | waits 1");
    }

    @Test
    void theSamePodTwiceIsOne() throws IOException {
        cluster.append(node("gcp-1", "gcp", "pool: none"));
        cluster.append(pod("a", OWNER, "labels: {a: a}", TWO)).append(pod("a", OWNER, "labels: {a: a}", TWO));
        Ran ran = simulate(POOLS.replace(", allocatable: {%s}", ""));
        assertThat(ran.out())
                .contains("1 of 2 nodes are gone, and 1 pod with them")
                .contains("shop/farm (Farm): moves 1 (gcp)\n");
    }

    @Test
    void aClaimIsUsedByTheDeployment() throws IOException {
        cluster.append("""
                ---
                {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web-1, namespace: shop,
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]},
                  spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
                  spec: {containers: [{name: a}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}}}}
                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop, uid: c},
                  spec: {storageClassName: gp3, volumeName: pv}}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {storageClassName: gp3,
                  claimRef: {namespace: shop, name: data, uid: c}, csi: {driver: ebs.csi.aws.com, volumeHandle: v}}}
                """);
        String used = "claim shop/data: out of reach, at home in aws, used by deployment \"web\"\n";
        assertThat(simulate(POOLS.replace(", allocatable: {%s}", "")).out()).contains(used);
        cluster.append(pod(
                "web-1-x",
                "apiVersion: apps/v1, kind: ReplicaSet, name: web-1",
                "labels: {app: web}",
                "containers: [{name: a}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]"));
        assertThat(simulate(POOLS.replace(", allocatable: {%s}", "")).out()).contains(used);
    }
}
