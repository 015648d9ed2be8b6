package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is added to a pod. The requirements are ANDed into every non-empty term of its required node affinity that lacks
 * them; the rest goes behind the pod's own.
 */
public record PodAdditions(
        List<Requirement> requirements,
        Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpreadConstraint> topologySpreadConstraints) {

    public static final PodAdditions NONE = new PodAdditions(List.of(), Affinity.NONE, List.of(), List.of());

    public PodAdditions {
        requirements = List.copyOf(new LinkedHashSet<>(requirements));
        tolerations = List.copyOf(new LinkedHashSet<>(tolerations));
        topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
    }

    public static PodAdditions of(List<Requirement> requirements, List<Toleration> tolerations) {
        return new PodAdditions(requirements, Affinity.NONE, tolerations, List.of());
    }

    public static PodAdditions of(Affinity affinity) {
        return new PodAdditions(List.of(), affinity, List.of(), List.of());
    }

    public static PodAdditions tolerating(List<Toleration> tolerations) {
        return of(List.of(), tolerations);
    }

    public static PodAdditions spreading(List<TopologySpreadConstraint> constraints) {
        return new PodAdditions(List.of(), Affinity.NONE, List.of(), constraints);
    }

    public PodAdditions and(PodAdditions more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        return new PodAdditions(
                joined(requirements, more.requirements),
                affinity.and(more.affinity),
                joined(tolerations, more.tolerations),
                joined(topologySpreadConstraints, more.topologySpreadConstraints));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    public boolean isEmpty() {
        return requirements.isEmpty()
                && affinity.isEmpty()
                && tolerations.isEmpty()
                && topologySpreadConstraints.isEmpty();
    }

    /** What of it the pod doesn't have yet: adding twice is adding once. */
    public PodAdditions missingFrom(PodView pod) {
        if (isEmpty()) {
            return this;
        }
        List<Toleration> missing = tolerations.stream()
                .filter(toleration -> !pod.tolerates(toleration.taint()))
                .toList();
        boolean anyTermLacks = pod.requiredNodeAffinity().isEmpty()
                || pod.requiredNodeAffinity().get().stream()
                        .anyMatch(term -> !lackingIn(term).isEmpty());
        return new PodAdditions(
                anyTermLacks ? requirements : List.of(),
                affinity.missingFrom(pod.affinity()),
                missing,
                topologySpreadConstraints);
    }

    /** The requirements that a term lacks; none for an empty term, which matches no node and stays so. */
    public List<Requirement> lackingIn(NodeSelectorTerm term) {
        if (term.isEmpty()) {
            return List.of();
        }
        return requirements.stream()
                .filter(requirement -> term.matchExpressions().stream().noneMatch(requirement::isSameAs))
                .toList();
    }

    /** The pod's terms with the requirements; without any term before, they are a term of their own. */
    Optional<List<NodeSelectorTerm>> requiredTerms(Optional<List<NodeSelectorTerm>> own) {
        if (requirements.isEmpty()) {
            return own;
        }
        return Optional.of(own.map(terms ->
                        terms.stream().map(term -> term.and(lackingIn(term))).toList())
                .orElseGet(() -> List.of(new NodeSelectorTerm(requirements, List.of()))));
    }
}
