package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.NodeTerm;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.kube.Node;
import java.util.Optional;

/** Tells by the configured node terms whose a node is, whatever label it bears. */
public final class NodeTerms {

    /** The label whose value is a node's public IP address. Kosmos sets it on external nodes when they join. */
    private static final String PUBLIC_ADDRESS_LABEL = "k8s.scw.cloud/node-public-ip";

    /** The taint of a node that its cloud's controller has not seen yet: labels and providerID are still to come. */
    private static final String UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";

    private NodeTerms() {}

    /** Returns the first provider with a term that matches the node. */
    public static Optional<String> provider(Configuration configuration, Node node) {
        for (ProviderSettings settings : configuration.providers()) {
            if (match(settings, node)) {
                return Optional.of(settings.name());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the provider that the node will stay with. Empty while it waits for a providerID that may show an earlier
     * provider: a label that is given now would beat the terms for good.
     */
    public static Optional<String> lastingProvider(Configuration configuration, Node node) {
        for (ProviderSettings settings : configuration.providers()) {
            if (match(settings, node)) {
                return Optional.of(settings.name());
            }
            if (awaitsProviderID(node)
                    && settings.nodes().stream()
                            .anyMatch(term -> term.providerIDPrefix().isPresent())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean awaitsProviderID(Node node) {
        return node.providerID().isEmpty()
                && node.taints().stream().anyMatch(taint -> taint.key().equals(UNINITIALIZED));
    }

    /** Returns whether any term of the provider matches the node. */
    public static boolean match(ProviderSettings settings, Node node) {
        for (NodeTerm term : settings.nodes()) {
            if (matches(term, node)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(NodeTerm term, Node node) {
        return term.providerIDPrefix().map(node.providerID()::startsWith).orElse(true)
                && node.labels().entrySet().containsAll(term.matchLabels().entrySet())
                && term.name().map(glob -> glob.matches(node.name())).orElse(true)
                && term.publicCIDR()
                        .map(range -> range.contains(node.labels().getOrDefault(PUBLIC_ADDRESS_LABEL, "")))
                        .orElse(true);
    }
}
