package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pods a term or a constraint is about: pods of some namespaces that a selector selects. Without a selector there are
 * none.
 *
 * @param namespaces by name
 * @param namespaceSelector more of them by their labels
 */
public record PodMatch(
        Set<String> namespaces, Optional<LabelSelector> namespaceSelector, Optional<LabelSelector> selector) {

    public PodMatch {
        namespaces = Set.copyOf(namespaces);
    }

    /** Returns what a selector selects in one namespace. */
    public static PodMatch in(String namespace, Optional<LabelSelector> selector) {
        return new PodMatch(Set.of(namespace), Optional.empty(), selector);
    }

    /**
     * Returns what the term of a pod in this namespace and with these labels is about. Its label keys are merged into the
     * selector, as the API server does when a pod is made (kubernetes pkg/registry/core/pod/strategy.go
     * applyMatchLabelKeysAndMismatchLabelKeys).
     */
    public static PodMatch of(PodAffinityTerm term, String namespace, Map<String, String> labels) {
        Set<String> names = term.otherNamespaces() ? Set.copyOf(term.namespaces()) : Set.of(namespace);
        return new PodMatch(
                names,
                term.namespaceSelector(),
                merged(
                        merged(term.labelSelector(), term.matchLabelKeys(), labels, true),
                        term.mismatchLabelKeys(),
                        labels,
                        false));
    }

    /** Returns the selector with the pod's own values of these keys required, or forbidden. */
    public static Optional<LabelSelector> merged(
            Optional<LabelSelector> selector, List<String> keys, Map<String, String> labels, boolean equal) {
        if (selector.isEmpty() || keys.isEmpty()) {
            return selector;
        }
        List<Requirement> all = new ArrayList<>(selector.get().matchExpressions());
        for (String key : keys) {
            String value = labels.get(key);
            if (value != null) {
                Requirement own = equal ? Requirement.in(key, List.of(value)) : Requirement.notIn(key, List.of(value));
                if (!all.contains(own)) {
                    all.add(own);
                }
            }
        }
        return Optional.of(new LabelSelector(selector.get().matchLabels(), all));
    }

    /** Returns whether a pod is meant that is in this namespace, which has these labels, and has these labels itself. */
    public boolean matches(String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
        boolean there = namespaces.contains(namespace)
                || namespaceSelector.filter(it -> it.matches(namespaceLabels)).isPresent();
        return there && selector.filter(it -> it.matches(labels)).isPresent();
    }
}
