package io.kosmosadmission.config;

import io.kosmosadmission.kube.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An autoscaled pool that may have no node now.
 *
 * @param labels as declared, of its next node
 * @param taints of its next node
 * @param allocatable what its next node has for pods, by resource; empty where nobody says. Simulations alone read it
 * @param maxNodes how many nodes it may have; empty where nobody says. Simulations alone read it
 */
public record ElasticPool(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        Map<String, String> allocatable,
        OptionalInt maxNodes) {

    /** What the kubelet of nearly every node says of it. */
    private static final Map<String, String> USUAL = Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64");

    public ElasticPool {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        allocatable = Map.copyOf(allocatable);
    }

    /** Creates a pool of which nobody says how large its nodes are, nor how many it may have. */
    public ElasticPool(String name, Map<String, String> labels, List<Taint> taints) {
        this(name, labels, taints, Map.of(), OptionalInt.empty());
    }

    /** Returns the labels of the pool's next node: the declared ones, else the usual ones. */
    public Map<String, String> nodeLabels() {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(labels);
        return all;
    }
}
