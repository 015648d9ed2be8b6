package io.kosmosadmission.config;

import io.kosmosadmission.kube.LabelSelector;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the ORed terms of a match; all given fields hold. An empty list or set stands for a field not given. */
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
}
