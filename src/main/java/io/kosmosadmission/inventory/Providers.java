package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All providers, sorted by name: those found by their nodes' labels, and those that the configuration names. */
public final class Providers {

    // Prefixes of taint keys that never belong to a provider: they mark a node as broken, leaving, or kept for a
    // device.
    private static final List<String> FOREIGN_TAINTS = List.of(
            Taint.OF_NODES,
            "node.cloudprovider.kubernetes.io/",
            "cluster-autoscaler.kubernetes.io/",
            "ToBeDeletedByClusterAutoscaler",
            "DeletionCandidateOfClusterAutoscaler",
            "karpenter.sh/",
            "nvidia.com/",
            "amd.com/",
            "gpu.intel.com/");

    private final String label;
    private final Map<String, Provider> byName;
    private final Map<String, String> byNode;
    private final List<Node> unknownNodes;
    private final Set<String> liveNames;
    private final List<Provider> drained;
    private final Map<String, Pool> pools;

    private Providers(
            String label,
            Map<String, Provider> byName,
            Map<String, String> byNode,
            List<Node> unknownNodes,
            Map<String, Pool> pools) {
        this.label = label;
        this.byName = Collections.unmodifiableMap(byName);
        this.byNode = Map.copyOf(byNode);
        this.unknownNodes = List.copyOf(unknownNodes);
        Set<String> live = new LinkedHashSet<>();
        byName.values().stream().filter(Provider::live).forEach(provider -> live.add(provider.name()));
        this.liveNames = Collections.unmodifiableSet(live);
        this.pools = Map.copyOf(pools);
        this.drained = byName.values().stream().filter(Provider::drained).toList();
    }

    /** lost: the recorded ones; of them, those count that have nodes, and lostAfter in the configuration. */
    static Providers of(Configuration configuration, Collection<Node> nodes, LostProviders lost) {
        String label = configuration.providerLabel();
        Map<String, List<Node>> owned = new TreeMap<>();
        Map<String, String> byNode = new HashMap<>();
        List<Node> unknown = new ArrayList<>();
        for (Node node : nodes) {
            Optional<String> owner = owner(configuration, node);
            if (owner.isPresent()) {
                owned.computeIfAbsent(owner.get(), name -> new ArrayList<>()).add(node);
                byNode.put(node.name(), owner.get());
            } else {
                unknown.add(node);
            }
        }
        Set<String> names = new LinkedHashSet<>(owned.keySet());
        configuration.providers().forEach(settings -> names.add(settings.name()));
        Map<String, Provider> byName = new LinkedHashMap<>();
        names.stream().sorted().forEach(name -> {
            ProviderSettings settings = configuration.provider(name).orElse(ProviderSettings.of(name));
            byName.put(name, provider(settings, label, owned.getOrDefault(name, List.of()), lost));
        });
        Map<String, Pool> pools = new HashMap<>();
        byName.values()
                .forEach(provider -> provider.elasticPools()
                        .forEach(
                                pool -> pools.put(poolKey(provider.name(), pool.name()), Pool.of(pool, label, nodes))));
        return new Providers(label, byName, byNode, unknown, pools);
    }

    private static String poolKey(String provider, String pool) {
        return provider + "/" + pool;
    }

    /**
     * Returns a node's provider: the value of its provider label, else the first provider with a term that matches it.
     */
    private static Optional<String> owner(Configuration configuration, Node node) {
        String labelled = node.labels().getOrDefault(configuration.providerLabel(), "");
        if (!labelled.isEmpty()) {
            return Optional.of(labelled);
        }
        return NodeTerms.provider(configuration, node);
    }

    private static Provider provider(ProviderSettings settings, String label, List<Node> nodes, LostProviders lost) {
        Optional<Instant> lostSince = settings.lostAfter()
                .filter(after -> !settings.drained() && !nodes.isEmpty())
                .flatMap(after -> lost.of(settings.name()));
        boolean labelledNode = nodes.stream()
                .anyMatch(node -> settings.name().equals(node.labels().get(label)));
        boolean labelledPool = settings.elasticPools().stream()
                .anyMatch(pool -> settings.name().equals(pool.labels().get(label)));
        boolean unlabelled = nodes.stream().anyMatch(node -> !node.labels().containsKey(label));
        return new Provider(
                settings.name(),
                Platform.named(settings.platform()),
                settings.drained() || lostSince.isPresent(),
                lostSince,
                labelledNode || labelledPool,
                unlabelled,
                nodes,
                taints(settings, label, nodes),
                settings.provisioners(),
                settings.fileProvisioners(),
                settings.attachLabels(),
                settings.elasticPools());
    }

    private static List<Taint> taints(ProviderSettings settings, String label, List<Node> nodes) {
        Set<Taint> taints = new LinkedHashSet<>();
        if (settings.taints().isPresent()) {
            taints.addAll(settings.taints().get());
        } else {
            nodes.forEach(node -> taints.addAll(node.taints()));
            settings.elasticPools().stream().map(ElasticPool::taints).forEach(taints::addAll);
            taints.removeIf(
                    taint -> !taint.key().equals(label) || !taint.value().equals(settings.name()));
        }
        taints.removeIf(taint -> !mayBeAProviders(taint));
        return List.copyOf(taints);
    }

    /** Returns whether a taint may mark a provider's nodes, and isn't one of those that never do. */
    public static boolean mayBeAProviders(Taint taint) {
        return FOREIGN_TAINTS.stream().noneMatch(taint.key()::startsWith);
    }

    /** Returns the key of the label whose value is a node's provider. */
    public String label() {
        return label;
    }

    public Collection<Provider> all() {
        return byName.values();
    }

    public Optional<Provider> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns an elastic pool by the provider that declares it and its name. */
    public Optional<Pool> pool(String provider, String name) {
        return Optional.ofNullable(pools.get(poolKey(provider, name)));
    }

    /** Returns the provider of a node; empty for a node that doesn't exist or whose provider isn't known. */
    public Optional<String> ofNode(String node) {
        return Optional.ofNullable(byNode.get(node));
    }

    /** Returns the nodes whose provider isn't known. */
    public List<Node> unknownNodes() {
        return unknownNodes;
    }

    /** Returns the names of the live providers, sorted. */
    public Set<String> liveNames() {
        return liveNames;
    }

    public List<Provider> drained() {
        return drained;
    }

    public boolean isLive(String name) {
        return liveNames.contains(name);
    }

    public boolean isDrained(String name) {
        Provider provider = byName.get(name);
        return provider != null && provider.drained();
    }

    /** Returns whether the provider is drained because it is lost. */
    public boolean isLost(String name) {
        Provider provider = byName.get(name);
        return provider != null && provider.lost();
    }

    /** Returns whether the provider is live and not drained. */
    public boolean isActive(String name) {
        return isLive(name) && !isDrained(name);
    }

    /** Returns the names without the drained ones, if any of them is active; else the names unchanged. */
    public List<String> withoutDrained(List<String> names) {
        return names.stream().anyMatch(this::isActive)
                ? names.stream().filter(name -> !isDrained(name)).toList()
                : names;
    }
}
