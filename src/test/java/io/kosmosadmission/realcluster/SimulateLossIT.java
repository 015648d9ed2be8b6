package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.plane.Pause;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code simulate} says of a dump, and what then happens where the provider's nodes are really deleted. */
@ExtendWith(RealCluster.class)
class SimulateLossIT {

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            %s
            boundaries:
            - {name: tills, match: [{podSelector: {matchLabels: {app: web-3}}}], providers: {required: [aws]}}
            rules:
            - {name: default, match: [{}], placement: {spread: {}, tolerate: ["*"]}}
            """;

    private static final Nodes AWS = Nodes.of("aws", 5).tainted().withProcessors(16);
    private static final Nodes GCP = Nodes.of("gcp", 6).withProcessors(6);
    private static final Nodes SCALEWAY = Nodes.of("scaleway", 3).withProcessors(4);
    private static final int DEPLOYMENTS = 14;

    /** Pods on nodes, and pods that wait. */
    private record Pods(int placed, int waiting) {}

    @Test
    void thePodsGoWhereTheSimulationPutsThem(Scene scene) throws IOException {
        scene.nodes(AWS, GCP, SCALEWAY);
        scene.follow(RULES.formatted(""));
        int wanted = apply(scene);
        await("all pods run").untilAsserted(() -> {
            Map<String, Pods> now = count(scene);
            assertThat(now.values().stream().mapToInt(Pods::placed).sum())
                    .as(now.toString())
                    .isEqualTo(wanted);
        });

        Path dump = dump(scene);
        Map<String, Pods> expected = simulated(scene, dump);
        expected.forEach((name, pods) -> System.out.println("simulated " + name + ": " + pods));

        scene.rules(RULES.formatted("providers: [{name: aws, state: Drained}]"));
        lose(scene);
        int remade = wanted - 1; // nobody makes the bare pod again
        await("all pods are made again").until(() -> total(count(scene)) == remade && isSettled(scene));
        Map<String, Pods> real = count(scene);

        int same = 0;
        int all = 0;
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Pods> each : real.entrySet()) {
            Pods said = expected.getOrDefault(each.getKey(), new Pods(0, 0));
            int pods = each.getValue().placed() + each.getValue().waiting();
            int differ = Math.abs(said.placed() - each.getValue().placed());
            all += pods;
            same += pods - differ;
            if (differ > 0) {
                differences.add(each.getKey() + ": simulated " + said + ", real " + each.getValue());
            }
        }
        System.out.println("simulate: " + same + " of " + all + " pods as simulated; " + differences);
        assertThat(real.values().stream().mapToInt(Pods::waiting).sum()).isPositive();
        assertThat(same * 100).as(differences.toString()).isGreaterThanOrEqualTo(all * 99);
    }

    /** Returns how many pods there will be. */
    private static int apply(Scene scene) {
        Random random = new Random(20);
        int wanted = 0;
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            int replicas = 2 + random.nextInt(5);
            int milli = 200 * (1 + random.nextInt(4));
            wanted += replicas;
            manifests
                    .append("---\n")
                    .append(Manifests.deployment("web-" + i, replicas, "")
                            .replace(
                                    "image: \"app:1\"",
                                    "image: \"app:1\", resources: {requests: {cpu: %dm, memory: 256Mi}}"
                                            .formatted(milli)));
        }
        // Larger than what any node is that stays.
        manifests
                .append("---\n")
                .append(Manifests.deployment("huge", 2, "")
                        .replace("image: \"app:1\"", "image: \"app:1\", resources: {requests: {cpu: 6500m}}"));
        String volumes =
                "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n      nodeSelector: {provider: aws}";
        manifests.append("---\n").append(Manifests.deployment("db", 1, volumes));
        manifests
                .append("---\n")
                .append(Manifests.claim(scene.namespace(), "data", "ebs")
                        .replace(
                                "  storageClassName",
                                "  volumeName: " + scene.namespace() + "-data\n  storageClassName"));
        manifests.append("---\n").append(Manifests.storageClass("ebs", "ebs.csi.aws.com"));
        manifests.append("---\n").append("""
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: %1$s-data}
                        spec:
                          capacity: {storage: 1Gi}
                          accessModes: [ReadWriteOnce]
                          storageClassName: ebs
                          csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
                          claimRef: {namespace: %1$s, name: data}
                          nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}]}}
                        """.formatted(scene.namespace()));
        manifests.append("---\n").append(Manifests.pod("bare", "nodeSelector: {provider: aws}"));
        scene.applied(manifests.toString());
        scene.atTheEnd(() -> scene.plane().kubectl("delete", "pv", scene.namespace() + "-data", "--wait=false"));
        scene.atTheEnd(() -> scene.plane().kubectl("delete", "storageclass", "ebs"));
        return wanted + 4;
    }

    private static Path dump(Scene scene) throws IOException {
        Result dumped = PackagedServer.command(
                "dump", "--kubeconfig", scene.plane().file("kubeconfig").toString());
        assertThat(dumped.exit()).as(dumped.stderr()).isZero();
        Path folder = Files.createDirectories(scene.certificates().resolveSibling("dump"));
        return Files.writeString(folder.resolve("cluster.yaml"), dumped.stdout());
    }

    /** What each workload of the scene has after the loss, those that lose nothing too. */
    private static Map<String, Pods> simulated(Scene scene, Path dump) throws IOException {
        Path rules = Files.writeString(dump.resolveSibling("rules.yaml"), RULES.formatted(""));
        Result simulated = PackagedServer.command(
                "simulate", "--lose", "aws", "-o", "json", "--cluster", dump.toString(), "--rules", rules.toString());
        assertThat(simulated.exit()).as(simulated.stderr()).isEqualTo(1);
        Map<String, Pods> all = count(scene);
        JsonNode result = new ObjectMapper().readTree(simulated.stdout());
        for (JsonNode workload : result.path("workloads")) {
            int waits = workload.path("waits").asInt();
            if (workload.path("namespace").asText().equals(scene.namespace())) {
                boolean isLost = workload.path("outcome").asText().equals("lost");
                all.put(
                        workload.path("name").asText(),
                        isLost
                                ? new Pods(0, 0)
                                : new Pods(workload.path("replicas").asInt() - waits, waits));
            }
        }
        assertThat(result.path("claims").findValuesAsText("name")).contains("data");
        return all;
    }

    private static void lose(Scene scene) {
        List<String> delete = new ArrayList<>(List.of("delete", "node"));
        delete.addAll(AWS.names());
        assertThat(scene.plane().kubectl(delete.toArray(String[]::new)).exit()).isZero();
        for (String node : AWS.names()) {
            // As the garbage collector of pods does a minute later.
            scene.kubectl("delete", "pods", "--field-selector", "spec.nodeName=" + node, "--force", "--grace-period=0");
        }
    }

    private static boolean isSettled(Scene scene) {
        Map<String, Pods> before = count(scene);
        Pause.ofSeconds(5);
        return before.equals(count(scene));
    }

    private static int total(Map<String, Pods> counts) {
        return counts.values().stream()
                .mapToInt(pods -> pods.placed() + pods.waiting())
                .sum();
    }

    /** The pods of the scene by their label app. */
    private static Map<String, Pods> count(Scene scene) {
        Map<String, Pods> counts = new TreeMap<>();
        String pods = scene.ask(
                "get", "pods", "-o", "jsonpath={range .items[*]}{.metadata.labels.app}={.spec.nodeName}{\"\\n\"}{end}");
        for (String line : pods.lines().filter(line -> line.contains("=")).toList()) {
            boolean isPlaced = !line.endsWith("=");
            counts.merge(
                    line.substring(0, line.indexOf('=')),
                    new Pods(isPlaced ? 1 : 0, isPlaced ? 0 : 1),
                    (some, more) -> new Pods(some.placed() + more.placed(), some.waiting() + more.waiting()));
        }
        return counts;
    }
}
