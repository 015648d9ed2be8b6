package io.kosmosadmission.simulation;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Quantity;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.SchedulerNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An elastic pool that can have more nodes: its next one is as it is declared, or as a node of it is now. */
record GrowingPool(String provider, String name, SchedulerNode next, OptionalInt most) {

    /** What the kubelet allows unless it is told otherwise. */
    private static final int PODS = 110;

    private static final String HOST = "kubernetes.io/hostname";

    /**
     * Returns the pools of providers that stay. notes is told of those of which nobody can say how large their nodes are.
     *
     * @param nodes those that stay
     */
    static List<GrowingPool> of(SimulatedCluster cluster, Loss loss, List<SchedulerNode> nodes, List<String> notes) {
        List<GrowingPool> pools = new ArrayList<>();
        for (Provider provider : cluster.inventory().providers().all()) {
            if (loss.providers().contains(provider.name())) {
                continue;
            }
            for (ElasticPool declared : provider.elasticPools()) {
                if (!loss.grows(provider.name(), declared.name())) {
                    continue;
                }
                List<SchedulerNode> members =
                        nodes.stream().filter(node -> isOf(declared, node)).toList();
                Optional<SchedulerNode> next = next(declared, members);
                if (next.isPresent()) {
                    pools.add(new GrowingPool(
                            provider.name(),
                            declared.name(),
                            next.get(),
                            most(provider.name(), declared, loss, members.size())));
                } else {
                    notes.add("elastic pool " + Loss.pool(provider.name(), declared.name())
                            + ", since neither allocatable nor a node of it says how large its nodes are");
                }
            }
        }
        return pools;
    }

    private static boolean isOf(ElasticPool declared, SchedulerNode node) {
        return !declared.labels().isEmpty()
                && node.node().labels().entrySet().containsAll(declared.labels().entrySet());
    }

    private static OptionalInt most(String provider, ElasticPool declared, Loss loss, int there) {
        OptionalInt asked = loss.pools().getOrDefault(Loss.pool(provider, declared.name()), OptionalInt.empty());
        OptionalInt most = asked.isEmpty() ? declared.maxNodes() : asked;
        return most.isEmpty() ? most : OptionalInt.of(Math.max(0, most.getAsInt() - there));
    }

    private static Optional<SchedulerNode> next(ElasticPool declared, List<SchedulerNode> members) {
        Node node = new Node("", labels(declared, members), "", declared.taints());
        if (!declared.allocatable().isEmpty()) {
            Map<String, Long> extended = new HashMap<>();
            declared.allocatable().forEach((resource, text) -> extended.put(resource, Quantity.value(text)));
            long pods = Optional.ofNullable(extended.remove("pods")).orElse((long) PODS);
            long memory = Optional.ofNullable(extended.remove("memory")).orElse(0L);
            long storage =
                    Optional.ofNullable(extended.remove("ephemeral-storage")).orElse(0L);
            extended.remove("cpu");
            long cpu = Quantity.milliValue(declared.allocatable().getOrDefault("cpu", "0"));
            return Optional.of(new SchedulerNode(
                    node,
                    false,
                    new Resources(cpu, memory, storage, extended),
                    (int) Math.min(pods, Integer.MAX_VALUE),
                    Map.of()));
        }
        return members.stream()
                .findFirst()
                .map(member ->
                        new SchedulerNode(node, false, member.allocatable(), member.pods(), member.volumeLimits()));
    }

    /** Returns what the pool declares and what all its nodes share, but for labels that tell one of them. */
    private static Map<String, String> labels(ElasticPool declared, List<SchedulerNode> members) {
        Map<String, String> labels = new HashMap<>(declared.nodeLabels());
        if (!members.isEmpty()) {
            SchedulerNode first = members.get(0);
            Map<String, String> shared = new HashMap<>(first.node().labels());
            shared.values().removeIf(first.name()::equals);
            members.forEach(
                    member -> shared.entrySet().retainAll(member.node().labels().entrySet()));
            labels.putAll(shared);
        }
        return labels;
    }

    /** Returns the name for people. */
    String title() {
        return Loss.pool(provider, name);
    }

    /** Returns the pool's next node; number tells it from the others. */
    SchedulerNode node(int number) {
        String own = provider + "-" + name + "-" + number;
        Map<String, String> labels = new HashMap<>(next.node().labels());
        labels.put(HOST, own);
        return new SchedulerNode(
                new Node(own, labels, "", next.node().taints()),
                false,
                next.allocatable(),
                next.pods(),
                next.volumeLimits());
    }
}
