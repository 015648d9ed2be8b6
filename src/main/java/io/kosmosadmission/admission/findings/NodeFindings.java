package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds nodes without a provider label that should have one. */
public final class NodeFindings {

    private NodeFindings() {}

    /**
     * Returns a finding for each node whose provider isn't known, and for each that the configuration assigns to a
     * provider but whose providerID says that a cloud's own controller manages it: there the label was forgotten, and
     * no boundary or spread reaches the node. Other nodes that the configuration assigns need no label.
     */
    public static List<Finding> of(Providers providers) {
        List<Finding> found = new ArrayList<>();
        for (Node node : providers.unknownNodes()) {
            Optional<Platform> platform = Platform.ofProviderID(node.providerID());
            found.add(withoutLabel(
                    node,
                    providers.label(),
                    platform.map(it -> "its providerID says " + it).orElse("its provider isn't known")));
        }
        for (Provider provider : providers.all()) {
            for (Node node : provider.nodes()) {
                if (!node.labels().containsKey(providers.label())
                        && Platform.ofProviderID(node.providerID()).isPresent()) {
                    found.add(
                            withoutLabel(node, providers.label(), "the configuration counts it to " + provider.name()));
                }
            }
        }
        return found;
    }

    private static Finding withoutLabel(Node node, String label, String hint) {
        return new Finding(
                Finding.Check.NodeWithoutLabel,
                List.of(ObjectKey.node(node.name())),
                "node \"" + node.name() + "\" has no label " + label + " (" + hint
                        + "): pods that are bound to a provider can't run there");
    }
}
