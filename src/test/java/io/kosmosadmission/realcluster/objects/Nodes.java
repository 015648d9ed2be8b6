package io.kosmosadmission.realcluster.objects;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of one kind, as manifests; kwok makes them Ready. They are of one size unless a test says otherwise, so that
 * nothing but what we add makes the scheduler prefer one.
 *
 * @param name the beginning of their names
 * @param labels beside their hostname and operating system
 * @param taints in YAML's flow style
 * @param processors each with 8 GiB of memory
 * @param room for so many pods on each
 */
public record Nodes(String name, int count, Map<String, String> labels, List<String> taints, int processors, int room) {
    private static final String PROVIDER = "provider";
    private static final int PROCESSORS = 32;
    private static final int ROOM = 110;

    public Nodes {
        labels = new TreeMap<>(labels);
        taints = List.copyOf(taints);
    }

    /** Two nodes. */
    public static Nodes of(String provider) {
        return of(provider, 2);
    }

    /** Named after their provider. */
    public static Nodes of(String provider, int count) {
        return named(provider, count).labelled(PROVIDER, provider);
    }

    /** Two nodes without a provider. */
    public static Nodes unlabelled() {
        return named("unlabelled", 2);
    }

    /** Without the label. */
    public static Nodes named(String name, int count) {
        return new Nodes(name, count, Map.of(), List.of(), PROCESSORS, ROOM);
    }

    public Nodes labelled(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new Nodes(name, count, more, taints, processors, room);
    }

    /** With the taint that keeps a provider to those who tolerate it: {@code provider=<name>:NoSchedule}. */
    public Nodes tainted() {
        return tainted("{key: provider, value: " + labels.get(PROVIDER) + ", effect: NoSchedule}");
    }

    public Nodes tainted(String taint) {
        return new Nodes(name, count, labels, List.of(taint), processors, room);
    }

    public Nodes withProcessors(int each) {
        return new Nodes(name, count, labels, taints, each, room);
    }

    public Nodes withRoom(int pods) {
        return new Nodes(name, count, labels, taints, processors, pods);
    }

    public List<String> names() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> name + "-" + number)
                .toList();
    }

    public String manifests() {
        return names().stream().map(this::manifest).collect(Collectors.joining("---\n"));
    }

    /** What their kubelets tell of the one CSI driver on them; empty for none. */
    public String driver(String name) {
        String drivers = name.isEmpty() ? "[]" : "[{name: " + name + ", nodeID: node, topologyKeys: []}]";
        return names().stream()
                .map(node ->
                        "{apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: %s}, spec: {drivers: %s}}\n"
                                .formatted(node, drivers))
                .collect(Collectors.joining("---\n"));
    }

    private String manifest(String node) {
        String more = labels.entrySet().stream()
                .map(label -> ", " + label.getKey() + ": \"" + label.getValue() + "\"")
                .collect(Collectors.joining());
        String size = "{cpu: \"%d\", memory: %dGi, pods: \"%d\"}".formatted(processors, 8 * processors, room);
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  annotations: {kwok.x-k8s.io/node: fake}
                  labels: {kubernetes.io/hostname: %1$s, kubernetes.io/os: linux%2$s}
                spec: {taints: %3$s}
                status:
                  allocatable: %4$s
                  capacity: %4$s
                """.formatted(node, more, taints, size);
    }
}
