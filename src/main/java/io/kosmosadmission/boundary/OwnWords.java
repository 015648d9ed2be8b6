package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells a pod's own requirements from those that its boundaries added.
 *
 * <p>Reads the required node affinity, to which a boundary adds its requirements: as written, without drained
 * providers, or with its fallback. A nodeSelector is always the pod's own.
 */
public final class OwnWords {

    private OwnWords() {}

    /** Returns whether the word is a requirement that the boundary adds. */
    public static boolean isOf(Boundary boundary, Word word, Providers providers) {
        return word.where().equals(Word.NODE_AFFINITY) && adds(boundary, word.requirement(), providers);
    }

    private static boolean adds(Boundary boundary, Requirement requirement, Providers providers) {
        return Stream.of(BoundaryLimit.written(boundary), BoundaryLimit.reduced(boundary, providers))
                .flatMap(limit -> limit.requirements(providers.label()).stream())
                .anyMatch(requirement::isSameAs);
    }

    /** Returns the pod without the requirements that the boundaries add, also where its user wrote the same. */
    public static PodView without(List<Boundary> boundaries, PodView pod, Providers providers) {
        return pod.withoutRequirements(
                requirement -> boundaries.stream().anyMatch(boundary -> adds(boundary, requirement, providers)));
    }
}
