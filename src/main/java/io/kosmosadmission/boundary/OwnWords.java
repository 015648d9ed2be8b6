package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells what a pod says itself from what its boundaries added to it.
 *
 * <p>Reads the required node affinity: that is where a boundary adds what it requires, as written, reduced by Drained, or
 * with its fallback. A nodeSelector is always the pod's own.
 */
public final class OwnWords {

    private OwnWords() {}

    /** Whether the word is what the boundary adds. */
    public static boolean isOf(Boundary boundary, Word word, Providers providers) {
        return word.where().equals(Word.NODE_AFFINITY) && adds(boundary, word.requirement(), providers);
    }

    private static boolean adds(Boundary boundary, Requirement requirement, Providers providers) {
        return Stream.of(BoundaryLimit.written(boundary), BoundaryLimit.reduced(boundary, providers))
                .flatMap(limit -> limit.requirements(providers.label()).stream())
                .anyMatch(requirement::isSameAs);
    }

    /** The pod as it would be without the boundaries. */
    public static PodView without(List<Boundary> boundaries, PodView pod, Providers providers) {
        return pod.withoutRequirements(
                requirement -> boundaries.stream().anyMatch(boundary -> adds(boundary, requirement, providers)));
    }
}
