package io.kosmosadmission.config;

import io.kosmosadmission.kube.Taint;
import java.util.List;
import java.util.Map;

/** An autoscaled pool that may have no node now: the labels and taints that its next node will have. */
public record ElasticPool(String name, Map<String, String> labels, List<Taint> taints) {

    public ElasticPool {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }
}
