package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is added to a pod. The requirements are ANDed into every non-empty term of the pod's required node affinity that
 * lacks them; all else is appended to the pod's own lists.
 */
public record PodAdditions(
        List<Requirement> requirements,
        Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpreadConstraint> topologySpreadConstraints) {

    public static final PodAdditions NONE = new PodAdditions(List.of(), Affinity.NONE, List.of(), List.of());

    public PodAdditions {
        requirements = distinct(requirements);
        tolerations = distinct(tolerations);
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

    public PodAdditions withoutTolerations(List<Toleration> unwanted) {
        return new PodAdditions(
                requirements,
                affinity,
                tolerations.stream()
                        .filter(toleration -> !unwanted.contains(toleration))
                        .toList(),
                topologySpreadConstraints);
    }

    private static <T> List<T> distinct(List<T> list) {
        return List.copyOf(list.size() < 2 ? list : new LinkedHashSet<>(list));
    }

    static <T> List<T> joined(List<T> some, List<T> more) {
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

    /**
     * Returns the additions that the pod lacks, so that adding twice is adding once. All requirements are returned
     * while any term lacks one, since {@link #lackingIn} tells them apart. Constraints are always returned: the rule
     * that adds one has compared it with the pod's own.
     */
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

    /** Returns the requirements that a term lacks; none for an empty term, which matches no node and stays empty. */
    public List<Requirement> lackingIn(NodeSelectorTerm term) {
        if (term.isEmpty()) {
            return List.of();
        }
        return requirements.stream()
                .filter(requirement -> term.matchExpressions().stream().noneMatch(requirement::isSameAs))
                .toList();
    }

    /**
     * Returns the pod's terms with the requirements added; a pod without terms gets one that holds the requirements.
     */
    Optional<List<NodeSelectorTerm>> requiredTerms(Optional<List<NodeSelectorTerm>> own) {
        if (requirements.isEmpty()) {
            return own;
        }
        return Optional.of(own.map(terms ->
                        terms.stream().map(term -> term.and(lackingIn(term))).toList())
                .orElseGet(() -> List.of(new NodeSelectorTerm(requirements, List.of()))));
    }
}
