package io.kosmosadmission.config;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the ORed terms of a match; all given fields hold. An empty list or set stands for a field that isn't given. A
 * field with several values holds if one of them does.
 */
public record MatchTerm(
        List<Glob> namespaces,
        Optional<LabelSelector> namespaceSelector,
        Optional<LabelSelector> podSelector,
        Set<String> workloads,
        Set<String> requests) {

    public MatchTerm {
        namespaces = List.copyOf(namespaces);
        workloads = Set.copyOf(workloads);
        requests = Set.copyOf(requests);
    }

    public boolean matches(PodView pod, Namespace namespace) {
        return matches(namespace)
                && podSelector
                        .map(selector -> selector.matches(pod.metadata().labels()))
                        .orElse(true)
                && (workloads.isEmpty() || workloads.contains(pod.workload()))
                && (requests.isEmpty() || requests.stream().anyMatch(pod.resources()::contains));
    }

    /** Returns whether the two namespace fields hold; the other fields aren't looked at. */
    public boolean matches(Namespace namespace) {
        return (namespaces.isEmpty() || namespaces.stream().anyMatch(glob -> glob.matches(namespace.name())))
                && namespaceSelector
                        .map(selector -> selector.matches(namespace.labels()))
                        .orElse(true);
    }
}
