package io.kosmosadmission.kube;

/** A preferred term about other pods. weight is 1 to 100. */
public record WeightedPodAffinityTerm(int weight, PodAffinityTerm term) {

    public boolean isSameAs(WeightedPodAffinityTerm other) {
        return weight == other.weight && term.isSameAs(other.term);
    }
}
