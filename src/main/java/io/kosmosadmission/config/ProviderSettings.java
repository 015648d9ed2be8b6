package io.kosmosadmission.config;

import io.kosmosadmission.kube.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of one provider because it can't be seen. taints: absent means found on its nodes. */
public record ProviderSettings(
        String name,
        String platform,
        boolean drained,
        List<NodeTerm> nodes,
        Optional<List<Taint>> taints,
        List<String> provisioners,
        Map<String, String> attachLabels,
        List<ElasticPool> elasticPools) {

    public ProviderSettings {
        nodes = List.copyOf(nodes);
        taints = taints.map(List::copyOf);
        provisioners = List.copyOf(provisioners);
        attachLabels = Map.copyOf(attachLabels);
        elasticPools = List.copyOf(elasticPools);
    }

    /** A provider of which nothing is said. */
    public static ProviderSettings of(String name) {
        return new ProviderSettings(name, name, false, List.of(), Optional.empty(), List.of(), Map.of(), List.of());
    }
}
