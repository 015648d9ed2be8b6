package io.kosmosadmission.admission;

import io.kosmosadmission.admission.patch.LabelPatch;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.NodeTerms;
import io.kosmosadmission.kube.Node;
import java.util.List;
import java.util.Optional;

/**
 * {@code /mutate} of a Node that is created: gives it its provider's label, so that no pod meets the node without it.
 * Only a node's own words count, as it is not in the inventory yet.
 */
final class NodeReview {

    private NodeReview() {}

    static Decision review(Node node, ClusterState state, Mode maxMode) {
        Configuration configuration = state.configuration();
        NodeLabelling labelling = NodeLabelling.of(configuration, maxMode);
        if (labelling.mode() == Mode.Disabled) {
            return new Decision.Allowed(Notes.of(Reason.Disabled));
        }
        Optional<String> provider = provider(node, labelling, configuration);
        if (provider.isEmpty()) {
            return new Decision.Allowed(notes(Reason.NothingToAdd, labelling.mode(), Notes.Would.Nothing));
        }
        return labelling.acts()
                ? new Decision.Patched(
                        Notes.of(Reason.NodeLabelled), LabelPatch.of(node, labelling.key(), provider.get()))
                : new Decision.Allowed(notes(Reason.NodeLabelled, labelling.mode(), Notes.Would.Patch));
    }

    /** A node whose name the API server is still to make is left to the holder of the lease. */
    private static Optional<String> provider(Node node, NodeLabelling labelling, Configuration configuration) {
        boolean isOpen = labelling.mayActAtCreation()
                && !node.name().isEmpty()
                && !node.labels().containsKey(labelling.key());
        return isOpen ? NodeTerms.lastingProvider(configuration, node) : Optional.empty();
    }

    private static Notes notes(Reason reason, Mode mode, Notes.Would would) {
        return new Notes(reason, mode, would, List.of(), List.of());
    }
}
