package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.PreferredTerm;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The node labels that the pod asks for.
 *
 * <p>Filter: the node has every label of the nodeSelector, and matches one of the required terms if there are required ones. An
 * empty term matches no node.
 *
 * <p>Score (weight 2): s = the sum of the weights of the preferred terms that match the node; 100·s/max(s), all 0 where max(s) is
 * 0. A pod without preferred terms isn't scored.
 *
 * <p>Source: nodeaffinity/node_affinity.go Filter, Score; component-helpers scheduling/corev1/nodeaffinity.
 */
final class NodeAffinity {

    static final String NAME = "NodeAffinity";
    static final int WEIGHT = 2;
    static final String REASON = "node(s) didn't match Pod's node affinity/selector";

    /** Said of the other nodes where every required term names nodes: they aren't looked at by any other filter. */
    static final String NOT_NAMED = "node(s) didn't satisfy plugin(s) [NodeAffinity]";

    private NodeAffinity() {}

    /** Returns the nodes that the required terms name; empty where a term leaves it open. */
    static Optional<Set<String>> named(Optional<List<NodeSelectorTerm>> requiredNodeAffinity) {
        Set<String> names = new HashSet<>();
        for (NodeSelectorTerm term : requiredNodeAffinity.orElse(List.of())) {
            List<Set<String>> fields = term.matchFields().stream()
                    .filter(field -> field.key().equals(NodeSelectorTerm.NAME_FIELD) && field.operator() == Operator.In)
                    .map(field -> Set.copyOf(field.values()))
                    .toList();
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            Set<String> ofTerm = new HashSet<>(fields.get(0));
            fields.forEach(ofTerm::retainAll);
            names.addAll(ofTerm);
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    static boolean matches(
            Node node, Map<String, String> nodeSelector, Optional<List<NodeSelectorTerm>> requiredNodeAffinity) {
        for (Map.Entry<String, String> wanted : nodeSelector.entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        return requiredNodeAffinity.isEmpty()
                || requiredNodeAffinity.get().stream().anyMatch(term -> term.matches(node));
    }

    static int preference(Node node, List<PreferredTerm> terms) {
        int sum = 0;
        for (PreferredTerm term : terms) {
            if (term.preference().matches(node)) {
                sum += term.weight();
            }
        }
        return sum;
    }
}
