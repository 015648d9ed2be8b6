package io.kosmosadmission.console.pages;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Taint;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What the map says of a provider.
 *
 * @param pods empty where nobody has counted them yet
 * @param claims those that are at home there
 */
public record ProviderRow(
        String name,
        String platform,
        String state,
        int nodes,
        OptionalInt pods,
        OptionalInt claims,
        List<String> taints,
        List<String> pools) {

    private static final String UNKNOWN = "–";

    public ProviderRow {
        taints = List.copyOf(taints);
        pools = List.copyOf(pools);
    }

    static ProviderRow of(Provider provider, OptionalInt pods, OptionalInt claims) {
        return new ProviderRow(
                provider.name(),
                provider.platform().map(Platform::name).orElse(UNKNOWN),
                state(provider),
                provider.nodes().size(),
                pods,
                claims,
                provider.taints().stream().map(Taint::toString).toList(),
                provider.elasticPools().stream().map(ProviderRow::pool).toList());
    }

    private static String state(Provider provider) {
        if (provider.lostSince().isPresent()) {
            return "lost since " + provider.lostSince().get();
        }
        if (!provider.live()) {
            return "named by the rules alone: no node, no labelled pool";
        }
        return provider.drained() ? "drained" : "active";
    }

    private static String pool(ElasticPool pool) {
        return pool.name()
                + (pool.maxNodes().isPresent() ? " (up to " + pool.maxNodes().getAsInt() + " nodes)" : "");
    }

    public String podsText() {
        return text(pods);
    }

    public String claimsText() {
        return text(claims);
    }

    public String taintsText() {
        return list(taints);
    }

    public String poolsText() {
        return list(pools);
    }

    private static String text(OptionalInt count) {
        return count.isPresent() ? Integer.toString(count.getAsInt()) : UNKNOWN;
    }

    private static String list(List<String> all) {
        return all.isEmpty() ? UNKNOWN : all.stream().collect(Collectors.joining(", "));
    }
}
