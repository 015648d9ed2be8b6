package io.kosmosadmission.kube;

import java.util.List;

/**
 * A pod's preferred node affinity, and its affinity and anti-affinity to other pods. The pod's required node affinity
 * is a field of {@link PodView}, since it decides most.
 */
public record Affinity(List<PreferredTerm> preferredNodes, PodAffinity pods, PodAffinity antiPods) {

    public static final Affinity NONE = new Affinity(List.of(), PodAffinity.NONE, PodAffinity.NONE);

    public Affinity {
        preferredNodes = List.copyOf(preferredNodes);
    }

    public static Affinity preferring(List<PreferredTerm> terms) {
        return new Affinity(terms, PodAffinity.NONE, PodAffinity.NONE);
    }

    public static Affinity near(PodAffinity pods) {
        return new Affinity(List.of(), pods, PodAffinity.NONE);
    }

    public static Affinity farFrom(PodAffinity pods) {
        return new Affinity(List.of(), PodAffinity.NONE, pods);
    }

    public boolean isEmpty() {
        return preferredNodes.isEmpty() && pods.isEmpty() && antiPods.isEmpty();
    }

    Affinity and(Affinity more) {
        if (isEmpty() || more.isEmpty()) {
            return isEmpty() ? more : this;
        }
        return new Affinity(
                PodAdditions.joined(preferredNodes, more.preferredNodes),
                pods.and(more.pods),
                antiPods.and(more.antiPods));
    }

    /** Returns the parts of this affinity that the pod's own one lacks. */
    Affinity missingFrom(Affinity own) {
        return isEmpty()
                ? this
                : new Affinity(
                        own.preferredNodes.isEmpty()
                                ? preferredNodes
                                : preferredNodes.stream()
                                        .filter(term -> !own.preferredNodes.contains(term))
                                        .toList(),
                        pods.missingFrom(own.pods),
                        antiPods.missingFrom(own.antiPods));
    }
}
