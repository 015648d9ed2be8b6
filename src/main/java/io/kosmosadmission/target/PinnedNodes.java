package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the only nodes that a pod can run on, where its requirements on hostname or {@code metadata.name} name nodes
 * that are all known.
 */
final class PinnedNodes {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private PinnedNodes() {}

    static Optional<Set<String>> of(
            Inventory inventory, List<Requirement> selector, Optional<List<NodeSelectorTerm>> affinity) {
        Optional<Set<String>> bySelector = named(inventory, selector);
        if (affinity.isEmpty()) {
            return bySelector;
        }
        Set<String> nodes = new LinkedHashSet<>();
        for (NodeSelectorTerm term : affinity.get()) {
            if (term.isEmpty()) {
                continue;
            }
            Optional<Set<String>> byTerm = both(named(inventory, term.matchExpressions()), fields(inventory, term));
            Optional<Set<String>> pinned = both(bySelector, byTerm);
            if (pinned.isEmpty()) {
                return Optional.empty(); // one term that names no nodes leaves every node possible
            }
            nodes.addAll(pinned.get());
        }
        return Optional.of(nodes);
    }

    private static Optional<Set<String>> fields(Inventory inventory, NodeSelectorTerm term) {
        return named(inventory, term.matchFields());
    }

    private static Optional<Set<String>> named(Inventory inventory, List<Requirement> requirements) {
        Optional<Set<String>> nodes = Optional.empty();
        for (Requirement requirement : requirements) {
            boolean names =
                    requirement.key().equals(HOSTNAME) || requirement.key().equals(NodeSelectorTerm.NAME_FIELD);
            if (names && requirement.operator() == Operator.In && allKnown(inventory, requirement)) {
                nodes = both(nodes, Optional.of(Set.copyOf(requirement.values())));
            }
        }
        return nodes;
    }

    private static boolean allKnown(Inventory inventory, Requirement requirement) {
        // A hostname is the node's name except in rare set-ups. There the node isn't found and nothing is pinned, which
        // only proves less.
        return requirement.values().stream()
                .allMatch(value -> inventory.node(value).isPresent());
    }

    private static Optional<Set<String>> both(Optional<Set<String>> some, Optional<Set<String>> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isPresent() ? some : others;
        }
        Set<String> shared = new LinkedHashSet<>(some.get());
        shared.retainAll(others.get());
        return Optional.of(shared);
    }
}
