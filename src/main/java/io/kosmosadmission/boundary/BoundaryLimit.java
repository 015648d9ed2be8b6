package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A boundary as it holds for one pod now. required are the providers left after fallback and drained providers are
 * taken into account, empty where the boundary requires none; the forbidden ones are the boundary's own.
 *
 * @param lost the lost providers because of which required is not as it is written
 */
public record BoundaryLimit(Boundary boundary, List<String> required, List<String> lost) {

    public BoundaryLimit {
        required = List.copyOf(required);
        lost = List.copyOf(lost);
    }

    /** Returns the boundary as it is written. */
    static BoundaryLimit written(Boundary boundary) {
        return new BoundaryLimit(boundary, boundary.required(), List.of());
    }

    /** Returns whether fallback takes the place of required now: it does while all required providers are drained. */
    public static boolean falls(Boundary boundary, Providers providers) {
        return !boundary.fallback().isEmpty() && boundary.required().stream().allMatch(providers::isDrained);
    }

    /**
     * Returns the boundary with its fallback where that applies, and without drained providers where a live, active one
     * is left.
     */
    static BoundaryLimit reduced(Boundary boundary, Providers providers) {
        List<String> chosen = falls(boundary, providers) ? boundary.fallback() : boundary.required();
        List<String> required = providers.withoutDrained(chosen);
        List<String> lost = Stream.concat(boundary.required().stream(), chosen.stream())
                .distinct()
                .filter(name -> providers.isLost(name) && !required.contains(name))
                .toList();
        return new BoundaryLimit(boundary, required, lost);
    }

    /** Returns the part of the target that is within this limit. */
    Target limit(Target target) {
        Target inside = required.isEmpty() ? target : target.limitedTo(required);
        return boundary.forbidden().isEmpty() ? inside : inside.without(boundary.forbidden());
    }

    /**
     * Returns the requirements on the provider label that hold this limit. Exists accompanies NotIn, which alone would
     * admit nodes without the label: a node whose provider isn't known is outside of every boundary.
     */
    public List<Requirement> requirements(String providerLabel) {
        List<Requirement> requirements = new ArrayList<>();
        if (!required.isEmpty()) {
            requirements.add(Requirement.in(providerLabel, required));
        }
        if (!boundary.forbidden().isEmpty()) {
            requirements.add(Requirement.notIn(providerLabel, boundary.forbidden()));
            requirements.add(Requirement.exists(providerLabel));
        }
        return requirements;
    }

    /**
     * Returns the words for the annotation: {@code only scaleway (boundary payments)}, or {@code only gcp (boundary
     * gpu-jobs, fallback, aws lost)}.
     */
    public String words() {
        List<String> words = new ArrayList<>();
        if (!required.isEmpty()) {
            words.add("only " + String.join(", ", required));
        }
        if (!boundary.forbidden().isEmpty()) {
            words.add("not " + String.join(", ", boundary.forbidden()));
        }
        return String.join(", ", words) + " (boundary " + boundary.name() + because() + ")";
    }

    /** Says which lost providers it is that required lacks, and whether fallback took its place. */
    private String because() {
        if (lost.isEmpty()) {
            return "";
        }
        boolean fallback = required.stream().noneMatch(boundary.required()::contains);
        return (fallback ? ", fallback, " : ", ") + String.join(", ", lost) + " lost";
    }
}
