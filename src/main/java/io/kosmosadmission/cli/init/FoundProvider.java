package io.kosmosadmission.cli.init;

import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider and the nodes that tell of it.
 *
 * @param labelled those that bear the label
 * @param byScheme those without it, by the beginning of their providerID
 * @param byName those without it and without a providerID
 * @param ambiguous those without it whose providerID may be of several providers, which are named
 */
record FoundProvider(
        String name,
        List<Node> labelled,
        Map<String, List<Node>> byScheme,
        List<Node> byName,
        Map<Node, List<String>> ambiguous) {

    /** The last parts of the keys by which clouds and autoscalers name the pool of a node. */
    private static final Set<String> POOL_KEYS = Set.of(
            "pool",
            "pool-name",
            "pool-id",
            "nodepool",
            "node-pool",
            "node-pool-id",
            "nodegroup",
            "agentpool",
            "gke-nodepool");

    static FoundProvider named(String name) {
        return new FoundProvider(name, new ArrayList<>(), new TreeMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    }

    List<Node> nodes() {
        return Stream.of(
                        labelled.stream(),
                        byScheme.values().stream().flatMap(List::stream),
                        byName.stream(),
                        ambiguous.keySet().stream())
                .flatMap(each -> each)
                .toList();
    }

    /** Returns the platform that all providerIDs of its nodes tell. */
    Optional<Platform> platform() {
        Set<Platform> told = nodes().stream()
                .flatMap(node -> Platform.ofProviderID(node.providerID()).stream())
                .collect(Collectors.toSet());
        return told.size() == 1 ? told.stream().findFirst() : Optional.empty();
    }

    /** Returns the taints that each of its nodes has and that may be a provider's. */
    List<Taint> taints() {
        List<Node> nodes = nodes();
        return nodes.get(0).taints().stream()
                .filter(taint -> Providers.mayBeAProviders(taint)
                        && nodes.stream().allMatch(node -> node.taints().contains(taint)))
                .distinct()
                .toList();
    }

    /** Returns the taints of any of its nodes that are its without a word, as long as no others are written. */
    List<Taint> usualTaints(String label) {
        return nodes().stream()
                .flatMap(node -> node.taints().stream())
                .filter(taint -> taint.key().equals(label) && taint.value().equals(name))
                .distinct()
                .toList();
    }

    /** Returns the labels that name pools, {@code key: value} each, with how many nodes bear it. */
    Map<String, Map<String, Integer>> pools() {
        Map<String, Map<String, Integer>> pools = new TreeMap<>();
        for (Node node : nodes()) {
            for (String key : new TreeSet<>(node.labels().keySet())) {
                String value = node.labels().getOrDefault(key, "");
                if (POOL_KEYS.contains(key.substring(key.lastIndexOf('/') + 1)) && !value.isEmpty()) {
                    pools.computeIfAbsent(key, unseen -> new TreeMap<>()).merge(value, 1, Integer::sum);
                }
            }
        }
        return pools;
    }
}
