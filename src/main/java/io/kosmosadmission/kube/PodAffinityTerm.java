package io.kosmosadmission.kube;

import java.util.List;
import java.util.Optional;

/**
 * A term of pod affinity or anti-affinity: it selects other pods, and names the node label whose value is to be the
 * same as theirs or another. Where it neither names nor selects namespaces, it is about pods of the pod's own.
 */
public record PodAffinityTerm(
        String topologyKey,
        Optional<LabelSelector> labelSelector,
        List<String> matchLabelKeys,
        List<String> mismatchLabelKeys,
        List<String> namespaces,
        Optional<LabelSelector> namespaceSelector) {

    public PodAffinityTerm {
        matchLabelKeys = List.copyOf(matchLabelKeys);
        mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
        namespaces = List.copyOf(namespaces);
    }

    /** Creates a term about pods of the pod's own namespace. */
    public PodAffinityTerm(String topologyKey, Optional<LabelSelector> labelSelector, List<String> matchLabelKeys) {
        this(topologyKey, labelSelector, matchLabelKeys, List.of(), List.of(), Optional.empty());
    }

    /** Returns a term about pods of the pod's own namespace. */
    public static PodAffinityTerm of(String topologyKey, LabelSelector labelSelector) {
        return new PodAffinityTerm(topologyKey, Optional.of(labelSelector), List.of());
    }

    /** Returns whether the term names or selects namespaces. */
    public boolean otherNamespaces() {
        return !namespaces.isEmpty() || namespaceSelector.isPresent();
    }

    /**
     * Returns whether the other term is about the same pods and label. Expressions whose key is in matchLabelKeys
     * aren't compared: the API server merges them into the selector, and may not have done so yet for one of the two
     * terms.
     */
    public boolean isSameAs(PodAffinityTerm other) {
        return topologyKey.equals(other.topologyKey)
                && otherNamespaces() == other.otherNamespaces()
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
