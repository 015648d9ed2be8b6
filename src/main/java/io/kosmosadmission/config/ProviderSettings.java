package io.kosmosadmission.config;

import io.kosmosadmission.kube.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says of one provider because its nodes don't show it. Absent taints are read from the
 * provider's nodes and pools. lostAfter is how long no node may be Ready before the provider counts as lost; empty where it
 * never does. The provisioners make block storage, the fileProvisioners file services.
 */
public record ProviderSettings(
        String name,
        String platform,
        boolean drained,
        Optional<Duration> lostAfter,
        List<NodeTerm> nodes,
        Optional<List<Taint>> taints,
        List<String> provisioners,
        List<String> fileProvisioners,
        Map<String, String> attachLabels,
        List<ElasticPool> elasticPools) {

    public ProviderSettings {
        nodes = List.copyOf(nodes);
        taints = taints.map(List::copyOf);
        provisioners = List.copyOf(provisioners);
        fileProvisioners = List.copyOf(fileProvisioners);
        attachLabels = Map.copyOf(attachLabels);
        elasticPools = List.copyOf(elasticPools);
    }

    /** Returns these settings with state Drained, or Active. */
    public ProviderSettings withDrained(boolean other) {
        return new ProviderSettings(
                name,
                platform,
                other,
                lostAfter,
                nodes,
                taints,
                provisioners,
                fileProvisioners,
                attachLabels,
                elasticPools);
    }

    /** Returns the settings of a provider that the configuration doesn't mention. */
    public static ProviderSettings of(String name) {
        return new ProviderSettings(
                name,
                name,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }
}
