package io.kosmosadmission.inventory;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.store.PersistentMap;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Indexes the nodes that lack a label which binds pods to them, by provider, driver and label key. Such labels are the
 * provider label and the provider's attachLabels. It is built when nodes, CSINodes or the configuration change and not
 * for each review, since a provider may have thousands of nodes.
 */
public final class AttachIndex {

    /** Stands for all nodes of a provider, whatever drivers they register. */
    private static final String ANY_DRIVER = "";

    private final Providers providers;
    private final DriverIndex drivers;
    private final Map<String, Map<String, Map<String, List<String>>>> lacking = new HashMap<>();

    AttachIndex(Providers providers, PersistentMap<Object, CSINode> csiNodes, SettledDrivers settled) {
        this.providers = providers;
        this.drivers = new DriverIndex(providers, csiNodes, settled);
        for (Provider provider : providers.all()) {
            Map<String, String> labels = labelsOf(provider);
            Map<String, Map<String, List<String>>> byDriver = new HashMap<>();
            count(ANY_DRIVER, labels, byDriver);
            for (Node node : provider.nodes()) {
                count(ANY_DRIVER, labels, node, byDriver);
                csiNodes.get(node.name())
                        .map(CSINode::drivers)
                        .orElse(Set.of())
                        .forEach(driver -> count(driver, labels, node, byDriver));
            }
            lacking.put(provider.name(), byDriver);
        }
    }

    private Map<String, String> labelsOf(Provider provider) {
        Map<String, String> labels = new HashMap<>(provider.attachLabels());
        labels.put(providers.label(), provider.name());
        return labels;
    }

    private static Map<String, List<String>> count(
            String driver, Map<String, String> labels, Map<String, Map<String, List<String>>> byDriver) {
        Map<String, List<String>> byKey = byDriver.computeIfAbsent(driver, unseen -> new HashMap<>());
        labels.keySet().forEach(key -> byKey.computeIfAbsent(key, unseen -> new ArrayList<>(0)));
        return byKey;
    }

    private static void count(
            String driver, Map<String, String> labels, Node node, Map<String, Map<String, List<String>>> byDriver) {
        Map<String, List<String>> byKey = byDriver.get(driver);
        Map<String, List<String>> counted = byKey == null ? count(driver, labels, byDriver) : byKey;
        labels.forEach((key, value) -> {
            if (!value.equals(node.labels().get(key))) {
                counted.computeIfAbsent(key, unseen -> new ArrayList<>(0)).add(node.name());
            }
        });
    }

    public DriverIndex drivers() {
        return drivers;
    }

    /** Returns whether any node of the provider registers the driver. */
    public boolean registers(String provider, String driver) {
        return !driver.isEmpty()
                && lacking.getOrDefault(provider, Map.of()).containsKey(InTreeDrivers.registeredName(driver));
    }

    /**
     * Returns the nodes of these providers that can attach the driver's volumes but don't have their provider's value
     * of the label. The nodes that register the driver can attach; where no node of any of the providers registers it,
     * all can. An empty driver stands for any driver. Each declared elastic pool counts as a node, named
     * {@code pool <provider>/<name>}. A provider that has no value for the key contributes none.
     */
    public Set<String> lacking(Set<String> home, String driver, String key) {
        boolean registered = home.stream().anyMatch(provider -> registers(provider, driver));
        Set<String> nodes = new TreeSet<>();
        for (String name : home) {
            nodes.addAll(lacking.getOrDefault(name, Map.of())
                    .getOrDefault(registered ? InTreeDrivers.registeredName(driver) : ANY_DRIVER, Map.of())
                    .getOrDefault(key, List.of()));
            providers.named(name).ifPresent(provider -> nodes.addAll(poolsLacking(provider, key)));
        }
        return nodes;
    }

    private List<String> poolsLacking(Provider provider, String key) {
        String value = labelsOf(provider).get(key);
        return value == null
                ? List.of()
                : provider.elasticPools().stream()
                        .filter(pool -> !value.equals(pool.nodeLabels().get(key)))
                        .map(ElasticPool::name)
                        .map(pool -> "pool " + provider.name() + "/" + pool)
                        .toList();
    }
}
