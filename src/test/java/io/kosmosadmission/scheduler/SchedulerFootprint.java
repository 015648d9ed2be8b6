package io.kosmosadmission.scheduler;

import static io.kosmosadmission.scheduler.GivenCluster.about;
import static io.kosmosadmission.scheduler.GivenCluster.spread;
import static io.kosmosadmission.scheduler.GivenCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Measures how long it takes, and how much memory, to place the pods of one of three providers again in a cluster of 5,000 nodes
 * and 100,000 pods, each with what a rule with {@code spread: {}} adds. No test of the suite, since it judges nothing; it is run by
 * name, {@code -Dtest=SchedulerFootprint}.
 */
class SchedulerFootprint {
    private static final int NODES = 5_000;
    private static final int PODS = 100_000;
    private static final int PODS_OF_A_WORKLOAD = 20;
    private static final int WORKLOADS_OF_A_NAMESPACE = 50;
    private static final List<String> PROVIDERS = List.of("aws", "scaleway", "hetzner");

    @Test
    void placingTheLostPodsAgain() {
        List<SchedulerNode> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(GivenCluster.node(
                    "n" + i, 16, Map.of("provider", PROVIDERS.get(i % 3), "kubernetes.io/hostname", "n" + i)));
        }
        List<SchedulerPod> pods = new ArrayList<>();
        for (int i = 0; i < PODS / PODS_OF_A_WORKLOAD; i++) {
            workload(i, pods);
        }
        List<SchedulerNode> left = nodes.stream()
                .filter(node -> !node.label("provider").equals("aws"))
                .toList();
        long begin = System.nanoTime();
        ClusterView view = ClusterView.of(SchedulerCluster.of(left, pods));
        List<SchedulerPod> lost =
                pods.stream().filter(pod -> !view.hasNode(pod.nodeName())).toList();
        long made = System.nanoTime();

        Scheduler scheduler = new Scheduler(36);
        int placed = 0;
        for (SchedulerPod pod : lost) {
            Optional<String> node = scheduler.place(pod.on(""), view).node();
            node.ifPresent(name -> view.add(pod.on(name)));
            placed += node.isPresent() ? 1 : 0;
        }
        long end = System.nanoTime();

        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = (runtime.totalMemory() - runtime.freeMemory()) / GivenCluster.MIB;
        System.out.printf(
                "%d nodes, %d pods: the view in %d ms, %d of %d pods placed again in %d ms, %d MiB held%n",
                NODES,
                PODS,
                Duration.ofNanos(made - begin).toMillis(),
                placed,
                lost.size(),
                Duration.ofNanos(end - made).toMillis(),
                used);
        assertThat(placed).isPositive();
    }

    private static void workload(int number, List<SchedulerPod> pods) {
        String app = "app" + number;
        String namespace = "ns" + number / WORKLOADS_OF_A_NAMESPACE;
        TopologySpreadConstraint ours = spread("provider", 1, GivenCluster.SOFT);
        TopologySpreadConstraint own = new TopologySpreadConstraint(
                ours.maxSkew(),
                ours.topologyKey(),
                ours.whenUnsatisfiable(),
                OptionalInt.empty(),
                Optional.of("Honor"),
                Optional.of(LabelSelector.of("app", app)),
                List.of());
        PodAffinityTerm provider = about("provider", app);
        PodAffinityTerm host = about("kubernetes.io/hostname", app);
        Affinity apart = Affinity.farFrom(new PodAffinity(
                List.of(), List.of(new WeightedPodAffinityTerm(100, provider), new WeightedPodAffinityTerm(5, host))));
        PodSpec spec = with(with(GivenCluster.pod(app), own), apart).spec();
        Map<String, String> labels = Map.of("app", app);
        for (int i = 0; i < PODS_OF_A_WORKLOAD; i++) {
            int node = (number * 7 + i * 331) % NODES;
            ObjectMeta metadata = ObjectMeta.named(namespace, app + "-" + i).withLabels(labels);
            pods.add(new SchedulerPod(metadata, spec, "n" + node, List.of()));
        }
    }
}
