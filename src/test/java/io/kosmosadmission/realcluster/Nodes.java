package io.kosmosadmission.realcluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of one provider, as manifests; kwok makes them Ready. All nodes are of one size, so that nothing but what we add
 * makes the scheduler prefer one.
 *
 * @param provider the value of the label, and the beginning of their names; empty for nodes without the label
 * @param taints in YAML's flow style
 */
record Nodes(String provider, int count, List<String> taints) {

    Nodes {
        taints = List.copyOf(taints);
    }

    /** Two nodes. */
    static Nodes of(String provider) {
        return of(provider, 2);
    }

    static Nodes of(String provider, int count) {
        return new Nodes(provider, count, List.of());
    }

    /** Two nodes without a provider. */
    static Nodes unlabelled() {
        return of("");
    }

    /** With the taint that keeps a provider to those who tolerate it: {@code provider=<name>:NoSchedule}. */
    Nodes tainted() {
        return new Nodes(provider, count, List.of("{key: provider, value: " + provider + ", effect: NoSchedule}"));
    }

    String manifests() {
        return IntStream.rangeClosed(1, count).mapToObj(this::manifest).collect(Collectors.joining("---\n"));
    }

    private String manifest(int number) {
        String name = (provider.isEmpty() ? "unlabelled" : provider) + "-" + number;
        String label = provider.isEmpty() ? "" : ", provider: " + provider;
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %1$s
                  annotations: {kwok.x-k8s.io/node: fake}
                  labels: {kubernetes.io/hostname: %1$s, kubernetes.io/os: linux%2$s}
                spec: {taints: %3$s}
                status:
                  allocatable: {cpu: "32", memory: 256Gi, pods: "110"}
                  capacity: {cpu: "32", memory: 256Gi, pods: "110"}
                """.formatted(name, label, taints);
    }
}
