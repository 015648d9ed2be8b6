package io.kosmosadmission.boundary;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A boundary as it holds for one pod now: the providers that it requires, after fallback and Drained (empty where it
 * requires none), and those that it forbids.
 */
public record BoundaryLimit(Boundary boundary, List<String> required) {

    public BoundaryLimit {
        required = List.copyOf(required);
    }

    /** The boundary as it is written. */
    static BoundaryLimit written(Boundary boundary) {
        return new BoundaryLimit(boundary, boundary.required());
    }

    /** Whether fallback stands for required now: all of those are Drained. */
    static boolean falls(Boundary boundary, Providers providers) {
        return !boundary.fallback().isEmpty() && boundary.required().stream().allMatch(providers::isDrained);
    }

    /** With fallback where that applies, and without the drained providers that others can stand in for. */
    static BoundaryLimit reduced(Boundary boundary, Providers providers) {
        List<String> required = falls(boundary, providers) ? boundary.fallback() : boundary.required();
        return new BoundaryLimit(boundary, providers.withoutDrained(required));
    }

    Target limit(Target target) {
        Target inside = required.isEmpty() ? target : target.limitedTo(required);
        return boundary.forbidden().isEmpty() ? inside : inside.without(boundary.forbidden());
    }

    /** NotIn alone would let in the nodes that lack the label: a node whose provider isn't known is outside. */
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
