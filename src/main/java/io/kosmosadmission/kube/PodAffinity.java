package io.kosmosadmission.kube;

import java.util.List;
import java.util.stream.Stream;

/** The terms of a pod's affinity or anti-affinity to other pods: required and preferred. */
public record PodAffinity(List<PodAffinityTerm> required, List<WeightedPodAffinityTerm> preferred) {

    public static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

    public PodAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    public static PodAffinity required(PodAffinityTerm term) {
        return new PodAffinity(List.of(term), List.of());
    }

    public static PodAffinity preferred(int weight, PodAffinityTerm term) {
        return new PodAffinity(List.of(), List.of(new WeightedPodAffinityTerm(weight, term)));
    }

    public boolean isEmpty() {
        return required.isEmpty() && preferred.isEmpty();
    }

    public Stream<PodAffinityTerm> terms() {
        return Stream.concat(required.stream(), preferred.stream().map(WeightedPodAffinityTerm::term));
    }

    public PodAffinity and(PodAffinity more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        return new PodAffinity(
                PodAdditions.joined(required, more.required), PodAdditions.joined(preferred, more.preferred));
    }

    /** Returns the terms that the pod's own affinity lacks. */
    PodAffinity missingFrom(PodAffinity own) {
        return isEmpty() || own.isEmpty()
                ? this
                : new PodAffinity(
                        required.stream()
                                .filter(term -> own.required.stream().noneMatch(term::isSameAs))
                                .toList(),
                        preferred.stream()
                                .filter(term -> own.preferred.stream().noneMatch(term::isSameAs))
                                .toList());
    }
}
