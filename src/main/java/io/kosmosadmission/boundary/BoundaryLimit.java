package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A boundary as it holds for one pod now. required are the providers left after fallback and drained providers are
 * taken into account, empty where the boundary requires none; the forbidden ones are the boundary's own.
 */
public record BoundaryLimit(Boundary boundary, List<String> required) {

    public BoundaryLimit {
        required = List.copyOf(required);
    }

    /** Returns the boundary as it is written. */
    static BoundaryLimit written(Boundary boundary) {
        return new BoundaryLimit(boundary, boundary.required());
    }

    /** Returns whether fallback takes the place of required now: it does while all required providers are drained. */
    static boolean falls(Boundary boundary, Providers providers) {
        return !boundary.fallback().isEmpty() && boundary.required().stream().allMatch(providers::isDrained);
    }

    /**
     * Returns the boundary with its fallback where that applies, and without drained providers where a live, active one
     * is left.
     */
    static BoundaryLimit reduced(Boundary boundary, Providers providers) {
        List<String> required = falls(boundary, providers) ? boundary.fallback() : boundary.required();
        return new BoundaryLimit(boundary, providers.withoutDrained(required));
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
    List<Requirement> requirements(String providerLabel) {
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

    /** Returns the words for the annotation: {@code only scaleway (boundary payments)}. */
    String words() {
        List<String> words = new ArrayList<>();
        if (!required.isEmpty()) {
            words.add("only " + String.join(", ", required));
        }
        if (!boundary.forbidden().isEmpty()) {
            words.add("not " + String.join(", ", boundary.forbidden()));
        }
        return String.join(", ", words) + " (boundary " + boundary.name() + ")";
    }
}
