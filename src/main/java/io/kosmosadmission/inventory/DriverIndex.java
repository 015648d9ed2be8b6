package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.PersistentMap;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Indexes which nodes have which CSI drivers, by what their kubelets registered (CSINode). It is built when nodes,
 * CSINodes or the configuration change and not for each review, since a provider may have thousands of nodes.
 */
public final class DriverIndex {

    private final Map<String, OfProvider> byProvider = new HashMap<>();
    private final Map<String, UnknownDriverNodes> ofNoProvider = new HashMap<>();
    private final SettledDrivers settled;

    /**
     * The drivers of a provider's nodes.
     *
     * @param lacking for each driver that a node of it registers, the nodes whose CSINode lacks it
     * @param lasting the drivers of nodes that have settled
     * @param told whether it has nodes, and each has a CSINode
     * @param recent whether the drivers of any of them are known to have changed lately
     */
    private record OfProvider(Map<String, List<Node>> lacking, Set<String> lasting, boolean told, boolean recent) {}

    DriverIndex(Providers providers, PersistentMap<Object, CSINode> csiNodes, SettledDrivers settled) {
        this.settled = settled;
        for (Provider provider : providers.all()) {
            byProvider.put(provider.name(), of(provider, csiNodes));
        }
        for (Node node : providers.unknownNodes()) {
            csiNodes.get(node.name())
                    .map(CSINode::drivers)
                    .orElse(Set.of())
                    .forEach(driver -> ofNoProvider
                            .computeIfAbsent(driver, unseen -> new UnknownDriverNodes(providers))
                            .add(node));
        }
    }

    private OfProvider of(Provider provider, PersistentMap<Object, CSINode> csiNodes) {
        Map<String, List<Node>> lacking = new HashMap<>();
        Set<String> lasting = new HashSet<>();
        boolean told = !provider.nodes().isEmpty();
        boolean recent = false;
        for (Node node : provider.nodes()) {
            Optional<CSINode> registered = csiNodes.get(node.name());
            told &= registered.isPresent();
            recent |= settled.isRecent(node.name());
            Set<String> drivers = registered.map(CSINode::drivers).orElse(Set.of());
            drivers.forEach(driver -> lacking.computeIfAbsent(driver, unseen -> new ArrayList<>(0)));
            if (settled.contains(node.name())) {
                lasting.addAll(drivers);
            }
        }
        for (Node node : provider.nodes()) {
            csiNodes.get(node.name())
                    .ifPresent(it -> lacking.forEach((driver, nodes) -> {
                        if (!it.drivers().contains(driver)) {
                            nodes.add(node);
                        }
                    }));
        }
        return new OfProvider(lacking, lasting, told, recent);
    }

    private Optional<OfProvider> of(String provider) {
        return Optional.ofNullable(byProvider.get(provider));
    }

    /**
     * Returns the nodes of the provider whose CSINode lacks the driver while another node of it has it. Nodes without a
     * CSINode are not among them.
     */
    public List<Node> lacking(String provider, String driver) {
        return of(provider)
                .map(it -> it.lacking().get(InTreeDrivers.registeredName(driver)))
                .orElse(List.of());
    }

    /** Returns whether any node whose provider isn't known has the driver. */
    public boolean isAnywhereElse(String driver) {
        return ofNoProvider.containsKey(InTreeDrivers.registeredName(driver));
    }

    /**
     * Returns the nodes, sorted by name, whose provider isn't known, whose CSINode has the driver, that bear the
     * attachLabels of a provider of the home, and that the topology selects, unless it is empty.
     */
    public List<Node> ofNoProvider(String driver, Set<String> home, List<NodeSelectorTerm> topology) {
        UnknownDriverNodes nodes = ofNoProvider.get(InTreeDrivers.registeredName(driver));
        return nodes == null ? List.of() : nodes.of(home, topology);
    }

    /**
     * Returns whether a node of the provider, whose CSINode lacks the driver, will go on lacking it: neither its drivers
     * nor those of another node that has it changed for ten minutes. Never known where nobody watches.
     */
    public boolean lacksLastingly(String provider, String node, String driver) {
        return settled.contains(node)
                && of(provider)
                        .filter(it -> it.lasting().contains(InTreeDrivers.registeredName(driver)))
                        .isPresent();
    }

    /**
     * Returns whether each of these providers has nodes, each of these has a CSINode, and none has the driver. False of
     * no provider at all.
     */
    public boolean isNowhere(Collection<String> home, String driver) {
        return !home.isEmpty()
                && home.stream()
                        .map(this::of)
                        .allMatch(drivers -> drivers.filter(it ->
                                        it.told() && !it.lacking().containsKey(InTreeDrivers.registeredName(driver)))
                                .isPresent());
    }

    /** Returns whether the drivers of any node of these providers are known to have changed within ten minutes. */
    public boolean isRecent(Collection<String> home) {
        return home.stream().flatMap(provider -> of(provider).stream()).anyMatch(OfProvider::recent);
    }
}
