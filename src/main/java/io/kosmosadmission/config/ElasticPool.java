package io.kosmosadmission.config;

import io.kosmosadmission.kube.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An autoscaled pool that may have no node now.
 *
 * @param labels as declared, of its next node
 * @param taints of its next node
 */
public record ElasticPool(String name, Map<String, String> labels, List<Taint> taints) {

    /** What the kubelet of nearly every node says of it. */
    private static final Map<String, String> USUAL = Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64");

    public ElasticPool {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** Returns the labels of the pool's next node: the declared ones, else the usual ones. */
    public Map<String, String> nodeLabels() {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(labels);
        return all;
    }
}
