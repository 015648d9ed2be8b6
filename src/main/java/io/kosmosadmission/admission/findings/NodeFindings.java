package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.NodeLabelling;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.NodeTerms;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds nodes without a provider label that should have one, and nodes with another one than they should have. */
public final class NodeFindings {

    private NodeFindings() {}

    /**
     * Returns a finding for each node whose provider isn't known, and for each that the configuration assigns to a
     * provider but whose providerID says that a cloud's own controller manages it: there the label was forgotten, and
     * no boundary or spread reaches the node. Other nodes that the configuration assigns need no label, but where
     * labelNodes would give them one and its mode holds that back. Where it gives them one, they are about to get it.
     */
    public static List<Finding> withoutLabel(
            NodeLabelling labelling, Configuration configuration, Providers providers) {
        List<Finding> found = new ArrayList<>();
        for (Node node : providers.unknownNodes()) {
            Optional<Platform> platform = Platform.ofProviderID(node.providerID());
            found.add(withoutLabel(
                    node,
                    labelling.key(),
                    platform.map(it -> "its providerID says " + it).orElse("its provider isn't known")));
        }
        if (labelling.acts()) {
            return found;
        }
        for (NodeLabelling.Unlabelled each : labelling.unlabelled(configuration, providers)) {
            if (labelling.mode() != Mode.Disabled
                    || Platform.ofProviderID(each.node().providerID()).isPresent()) {
                found.add(withoutLabel(
                        each.node(), labelling.key(), "the configuration counts it to " + each.provider()));
            }
        }
        return found;
    }

    /** Returns the finding that a node still lacks the label that it is to be given. why says what came between. */
    public static Finding notLabelled(NodeLabelling.Unlabelled unlabelled, String label, String why) {
        return withoutLabel(
                unlabelled.node(), label, "the configuration counts it to " + unlabelled.provider() + ", but " + why);
    }

    private static Finding withoutLabel(Node node, String label, String hint) {
        return new Finding(
                Finding.Check.NodeWithoutLabel,
                List.of(ObjectKey.node(node.name())),
                "node \"" + node.name() + "\" has no label " + label + " (" + hint
                        + "): pods that are bound to a provider can't run there");
    }

    /**
     * Returns a finding for each node that bears the label of another provider than its terms say. The first provider
     * with a matching term would give the label; that of any other with one is no fault.
     */
    public static List<Finding> labelDiffers(
            NodeLabelling labelling, Configuration configuration, Providers providers) {
        if (labelling.mode() == Mode.Disabled) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        for (Provider provider : providers.all()) {
            for (Node node : provider.nodes()) {
                Optional<String> wanted = node.labels().containsKey(labelling.key())
                        ? NodeTerms.provider(configuration, node)
                        : Optional.empty();
                String borne = node.labels().getOrDefault(labelling.key(), "");
                boolean isItsToo = configuration
                        .provider(borne)
                        .filter(settings -> NodeTerms.match(settings, node))
                        .isPresent();
                wanted.filter(name -> !isItsToo)
                        .ifPresent(name -> found.add(differs(node, labelling.key(), borne, name)));
            }
        }
        return found;
    }

    private static Finding differs(Node node, String label, String borne, String wanted) {
        return new Finding(
                Finding.Check.NodeLabelDiffers,
                List.of(ObjectKey.node(node.name())),
                "node \"" + node.name() + "\" bears label " + label + "=" + (borne.isEmpty() ? "\"\"" : borne)
                        + ", but the configuration counts it to " + wanted + ": the label stays as somebody set it;"
                        + " correct the label, or the nodes of provider " + wanted + " in the rules");
    }
}
