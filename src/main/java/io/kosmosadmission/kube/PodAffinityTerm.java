package io.kosmosadmission.kube;

import java.util.List;
import java.util.Optional;

/**
 * Other pods, and the node label whose value is to be theirs, or not to be. otherNamespaces: whether it looks beyond the
 * pod's own namespace.
 */
public record PodAffinityTerm(
        String topologyKey,
        Optional<LabelSelector> labelSelector,
        List<String> matchLabelKeys,
        boolean otherNamespaces) {

    public PodAffinityTerm {
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }

    /** Pods of the pod's own namespace. */
    public static PodAffinityTerm of(String topologyKey, LabelSelector labelSelector, List<String> matchLabelKeys) {
        return new PodAffinityTerm(topologyKey, Optional.of(labelSelector), matchLabelKeys, false);
    }

    /**
     * Whether it is about the same pods. What the API server merges from matchLabelKeys into the selector isn't compared:
     * it is there, or still to come.
     */
    public boolean isSameAs(PodAffinityTerm other) {
        return topologyKey.equals(other.topologyKey)
                && otherNamespaces == other.otherNamespaces
                && selected(this).equals(selected(other));
    }

    private static Optional<LabelSelector> selected(PodAffinityTerm term) {
        return term.labelSelector.map(selector -> new LabelSelector(
                selector.matchLabels(),
                selector.matchExpressions().stream()
                        .filter(expression -> !term.matchLabelKeys.contains(expression.key()))
                        .toList()));
    }
}
