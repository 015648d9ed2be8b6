package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Node;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a node of a home can attach its volumes. A provider's machines outside of its cloud can't: Scaleway
 * Elastic Metal, Hetzner root servers.
 */
final class Attachment {

    private final Inventory inventory;

    Attachment(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * Returns whether any of the nodes belongs to the home and can attach its volumes. A node that isn't known counts
     * as one that can.
     */
    boolean anyCanAttach(Set<String> nodes, Home.Known home) {
        return nodes.stream()
                .anyMatch(name ->
                        inventory.node(name).map(node -> canAttach(node, home)).orElse(true));
    }

    private boolean canAttach(Node node, Home.Known home) {
        Optional<Provider> provider = inventory.providers().ofNode(node.name()).flatMap(inventory.providers()::named);
        if (provider.isEmpty() || !home.providers().contains(provider.get().name())) {
            return false;
        }
        boolean labelled = home.placed()
                || node.labels()
                        .entrySet()
                        .containsAll(provider.get().attachLabels().entrySet());
        return labelled && (home.driver().isEmpty() || hasDriver(node, provider.get(), home.driver()));
    }

    private boolean hasDriver(Node node, Provider provider, String driver) {
        Optional<CSINode> registered = inventory.csiNode(node.name());
        return registered.isEmpty()
                || registered.get().drivers().contains(driver)
                || !inventory
                        .attachIndex()
                        .registers(provider.name(), driver); // no node has it yet: the driver is still to be installed
    }
}
