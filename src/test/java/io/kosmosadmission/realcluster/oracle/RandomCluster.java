package io.kosmosadmission.realcluster.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A cluster made at random, as manifests: nodes of three providers and of none, some tainted, cordoned or small; volumes,
 * Services, budgets and priorities. The same seed makes the same.
 */
final class RandomCluster {
    private static final int NODES = 24;
    private static final int VOLUMES = 8;

    private final Random random;
    private final String name;
    private final List<String> manifests = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    private final RandomWorkloads workloads;

    RandomCluster(long seed) {
        this.random = new Random(seed);
        this.name = "sim" + seed;
        namespaces();
        for (int i = 0; i < NODES; i++) {
            node(name + "-n" + i);
        }
        storage();
        others();
        workloads = new RandomWorkloads(random, name, nodes);
        manifests.addAll(workloads.ownerManifests());
    }

    /** Returns the namespace of most pods; another one has {@code -other} after it. */
    String namespace() {
        return name;
    }

    List<String> nodes() {
        return nodes;
    }

    /** Returns all that is there before the pods. */
    String manifests() {
        return String.join("---\n", manifests);
    }

    int podCount() {
        return RandomWorkloads.COUNT;
    }

    /** Returns what comes then: pods, and besides what the owners make where they are scaled. */
    RandomWorkloads workloads() {
        return workloads;
    }

    private boolean once(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    private void namespaces() {
        manifests.add("""
                {apiVersion: v1, kind: Namespace, metadata: {name: %1$s, labels: {team: ours}}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: %1$s-other, labels: {team: theirs}}}
                """.formatted(name));
    }

    private void node(String node) {
        nodes.add(node);
        String provider = one("scaleway", "aws", "hetzner", "");
        List<String> labels = new ArrayList<>(List.of("kubernetes.io/hostname: " + node));
        if (!provider.isEmpty()) {
            labels.add("provider: " + provider);
        }
        if (once(0.7)) {
            labels.add("topology.kubernetes.io/zone: " + one("east", "west", "north"));
        }
        if (once(0.3)) {
            labels.add("gpu: \"" + random.nextInt(9) + "\"");
        }
        List<String> taints = new ArrayList<>();
        if (provider.equals("aws") && once(0.5)) {
            taints.add("{key: provider, value: aws, effect: NoSchedule}");
        }
        if (once(0.2)) {
            taints.add("{key: old, effect: PreferNoSchedule}");
        }
        if (once(0.1)) {
            taints.add("{key: worn, value: \"yes\", effect: PreferNoSchedule}");
        }
        if (once(0.05)) {
            taints.add("{key: ill, effect: NoExecute}");
        }
        int processors = one(2, 4, 8);
        String room = "{cpu: \"%d\", memory: %dGi, ephemeral-storage: 50Gi, pods: \"%d\"%s}"
                .formatted(
                        processors,
                        processors * one(2, 4),
                        one(4, 30, 30),
                        once(0.3) ? ", example.com/gpu: \"2\"" : "");
        manifests.add("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {%2$s}, annotations: {kwok.x-k8s.io/node: fake}}
                spec: {taints: [%3$s], unschedulable: %5$s}
                status: {allocatable: %4$s, capacity: %4$s}
                """.formatted(
                node, String.join(", ", labels), String.join(", ", taints), room, once(0.05) ? "true" : "false"));
        if (once(0.5)) {
            manifests.add("""
                    apiVersion: storage.k8s.io/v1
                    kind: CSINode
                    metadata: {name: %s}
                    spec: {drivers: [{name: disk.example.com, nodeID: node, topologyKeys: [], allocatable: {count: %d}}]}
                    """.formatted(node, one(1, 2, 20)));
        }
    }

    /** Bound claims c0 to c7, some of one pod alone, l0 to l3 that wait for one of four volumes, and d0 to d3 that get a new one. */
    private void storage() {
        manifests.add("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %1$s-static}
                provisioner: kubernetes.io/no-provisioner
                volumeBindingMode: WaitForFirstConsumer
                ---
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %1$s-made}
                provisioner: disk.example.com
                volumeBindingMode: WaitForFirstConsumer
                allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [east, west]}]}]
                """.formatted(name));
        for (int i = 0; i < VOLUMES; i++) {
            String affinity = one(
                    "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In,"
                            + " values: [scaleway, hetzner]}]}]}}",
                    "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone,"
                            + " operator: In, values: [%s]}]}]}}".formatted(one("east", "west", "north")),
                    "persistentVolumeReclaimPolicy: Retain");
            String labels = once(0.3) ? "topology.kubernetes.io/zone: " + one("east", "west__north") : "of: test";
            String mode = once(0.3) ? "ReadWriteOncePod" : "ReadWriteOnce";
            volume("c" + i, "", mode, labels, affinity);
            claim("c" + i, "", mode, "volumeName: %s-c%d, ".formatted(name, i));
        }
        for (int i = 0; i < VOLUMES / 2; i++) {
            String node = nodes.get(random.nextInt(nodes.size()));
            volume(
                    "l" + i,
                    name + "-static",
                    "ReadWriteOnce",
                    "of: test",
                    "nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions:"
                            + " [{key: kubernetes.io/hostname, operator: In, values: [%s]}]}]}}".formatted(node));
            claim("l" + i, name + "-static", "ReadWriteOnce", "");
            claim("d" + i, name + "-made", "ReadWriteOnce", "");
        }
    }

    private void volume(String volume, String storageClass, String mode, String labels, String more) {
        // Without a limit on nodes where the scheduler itself binds the claim: it counts the volume only once that is
        // done.
        String driver = storageClass.isEmpty() ? "disk.example.com" : "local.example.com";
        manifests.add("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s-%2$s, labels: {%4$s}}
                spec:
                  storageClassName: "%3$s"
                  capacity: {storage: 1Gi}
                  accessModes: [%6$s]
                  csi: {driver: %7$s, volumeHandle: %1$s-%2$s}
                  %5$s
                """.formatted(name, volume, storageClass, labels, more, mode, driver));
    }

    private void claim(String claim, String storageClass, String mode, String more) {
        manifests.add("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: %s}
                spec: {%sstorageClassName: "%s", accessModes: [%s], resources: {requests: {storage: 1Gi}}}
                """.formatted(claim, name, more, storageClass, mode));
    }

    private void others() {
        manifests.add("""
                apiVersion: v1
                kind: Service
                metadata: {name: a, namespace: %1$s}
                spec: {selector: {app: a}, ports: [{port: 80}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %1$s}
                spec: {selector: {tier: front}, ports: [{port: 80}]}
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: b, namespace: %1$s}
                spec: {minAvailable: 50%%, selector: {matchLabels: {app: b}}}
                ---
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: %1$s-high}
                value: %2$d
                preemptionPolicy: Never
                """.formatted(name, 1000 + random.nextInt(1000)));
    }
}
