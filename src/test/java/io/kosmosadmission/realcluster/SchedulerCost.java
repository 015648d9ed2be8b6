package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.realcluster.installed.Account;
import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.Https;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures what a soft spread costs the scheduler in a large cluster: its CPU for each pod of a Deployment, beside 10,000
 * pods of other groups to which the same was added. No test of the suite, since it judges nothing and takes minutes; it is
 * run by name, {@code -Dit.test=SchedulerCost}.
 */
@ExtendWith(RealCluster.class)
class SchedulerCost {
    private static final int NODES = 1_000;
    private static final int PODS = 10_000;
    private static final int PODS_OF_A_GROUP = 20;
    private static final int MEASURED = 200;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing added                    | {prefer: [nobody]}
        antiAffinityWeight: 0            | {spread: {antiAffinityWeight: 0}}
        antiAffinityWeight: 100          | {spread: {}}
        """)
    void cpuOfTheSchedulerForAPod(String what, String placement, Scene scene) throws Exception {
        List<Nodes> nodes = List.of(Nodes.of("a", NODES / 4), Nodes.of("b", NODES / 4), Nodes.of("c", NODES / 2));
        scene.nodes(nodes.toArray(Nodes[]::new));
        scene.serve("""
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                rules:
                - {name: default, match: [{}], placement: %s}
                """.formatted(placement));
        fill(scene, nodes.stream().flatMap(group -> group.names().stream()).toList());

        Duration before = scheduler();
        scene.applied(Manifests.deployment("web", MEASURED, ""));
        Pods.of(scene, "web").rolledOut(MEASURED);
        Duration used = scheduler().minus(before);

        System.out.printf("%s: %.1f ms CPU of the scheduler a pod%n", what, used.toNanos() / 1e6 / MEASURED);
    }

    /** Bound already, and with what is added to a pod that isn't. */
    private static void fill(Scene scene, List<String> nodes) throws Exception {
        HttpClient client = Https.client(scene.plane().file("ca.crt"));
        Account account = Account.in(scene.plane(), scene.namespace());
        String plain =
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"of-group\",\"labels\":{\"app\":\"of-group\"}},"
                        + "\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"app:1\"}]}}";
        JsonObject placed = Json.export(new JsonObject(
                client.send(account.podDryRun(plain), BodyHandlers.ofString()).body()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> created = new ArrayList<>();
            for (int i = 0; i < PODS; i++) {
                JsonObject pod = new JsonObject(placed.encode().replace("of-group", "group-" + i / PODS_OF_A_GROUP));
                pod.getJsonObject("metadata").put("name", "pod-" + i);
                pod.getJsonObject("spec").put("nodeName", nodes.get(i % nodes.size()));
                created.add(threads.submit(() -> client.send(account.pod(pod.encode()), BodyHandlers.discarding())
                        .statusCode()));
            }
            for (Future<Integer> each : created) {
                assertThat(each.get()).isEqualTo(201);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Duration scheduler() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/kube-scheduler"))
                .map(process -> process.info().totalCpuDuration().orElseThrow())
                .findFirst()
                .orElseThrow();
    }
}
