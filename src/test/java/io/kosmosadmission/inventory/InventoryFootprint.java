package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Prints what a large inventory takes of the heap, and how long changes of it take: not a test, since machines differ. Run it
 * with {@code java -cp target/classes:target/test-classes} and its name.
 */
final class InventoryFootprint {

    private static final int ROUNDS = 2_000;

    private InventoryFootprint() {}

    public static void main(String[] arguments) {
        long before = usedHeap();
        Inventory inventory = Inventory.of(Configuration.DEFAULT, LargeCluster.objects());
        long after = usedHeap();
        System.out.printf("%s%nheap: %.1f MiB%n", inventory.counts(), (after - before) / 1048576.0);
        ClusterObjects objects = LargeCluster.objects();
        time(
                "built anew",
                10,
                round -> Inventory.of(Configuration.DEFAULT, objects).counts());
        change(
                inventory,
                "one claim",
                ROUNDS,
                round -> changes -> changes.put(Kind.PERSISTENT_VOLUME_CLAIM, claim(round)));
        change(inventory, "100 claims", ROUNDS, round -> changes -> {
            for (int i = 0; i < 100; i++) {
                changes.put(Kind.PERSISTENT_VOLUME_CLAIM, claim(round * 100 + i));
            }
        });
        change(inventory, "one claim gone", ROUNDS, round -> changes -> {
            PersistentVolumeClaim claim = claim(round);
            changes.remove(Kind.PERSISTENT_VOLUME_CLAIM, claim.namespace(), claim.name());
        });
        change(inventory, "a heartbeat of 100 nodes", ROUNDS, round -> changes -> {
            for (int i = 0; i < 100; i++) {
                inventory
                        .node("node-" + (round * 100 + i) % LargeCluster.NODES)
                        .ifPresent(node -> changes.put(Kind.NODE, node));
            }
        });
        change(
                inventory,
                "a label of one node",
                ROUNDS / 20,
                round -> changes -> changes.put(Kind.NODE, relabelled(inventory, round)));
    }

    private static void change(Inventory inventory, String what, int rounds, IntFunction<Consumer<ObjectChanges>> of) {
        Interner interner = new Interner();
        time(what, rounds, round -> {
            ObjectChanges changes = inventory.changes(interner);
            of.apply(round).accept(changes);
            inventory.with(changes, SettledDrivers.UNWATCHED);
        });
    }

    private static PersistentVolumeClaim claim(int round) {
        PersistentVolumeClaim claim = LargeCluster.claim(round % LargeCluster.CLAIMS);
        return new PersistentVolumeClaim(
                claim.metadata(), claim.storageClassName(), "other", Optional.empty(), "", claim.traits(), false);
    }

    private static Node relabelled(Inventory inventory, int round) {
        Node node = inventory.node("node-" + round).orElseThrow();
        Map<String, String> labels = new HashMap<>(node.labels());
        labels.put("team", "other");
        return new Node(node.name(), labels, node.providerID(), node.taints(), node.uid(), node.readiness());
    }

    private interface Round {
        void run(int number);
    }

    /** Runs all rounds three times; the last is of compiled code. */
    private static void time(String what, int rounds, Round round) {
        long nanos = 0;
        for (int run = 0; run < 3; run++) {
            long start = cpuNanos();
            for (int number = 0; number < rounds; number++) {
                round.run(number);
            }
            nanos = cpuNanos() - start;
        }
        System.out.printf("%s: %.1f us%n", what, nanos / 1000.0 / rounds);
    }

    /** Of this thread alone, so that whatever else the machine does plays no part. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long usedHeap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
