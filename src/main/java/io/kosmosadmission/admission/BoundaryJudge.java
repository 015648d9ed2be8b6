package io.kosmosadmission.admission;

import io.kosmosadmission.boundary.BoundaryProof;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whether a pod's boundaries are proved to hold, and whether it can run anywhere at all. */
final class BoundaryJudge {

    private static final String NOT_HELD = "KA001";
    private static final String CONTRADICTED = "KA002";
    static final String NOWHERE = "KA003";

    private final Providers providers;

    BoundaryJudge(Providers providers) {
        this.providers = providers;
    }

    /** modes gives the mode of each boundary; ownMode that of a contradiction in which no boundary takes part. */
    List<Objection> judge(Consumer consumer, List<Boundary> boundaries, Function<Boundary, Mode> modes, Mode ownMode) {
        if (consumer.target().isEmpty()) {
            return List.of(nowhere(consumer, boundaries, modes, ownMode));
        }
        List<Objection> objections = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            if (!BoundaryProof.holds(boundary, consumer.target(), providers)) {
                objections.add(new Objection(
                        Reason.Boundary,
                        NOT_HELD,
                        NOT_HELD + " " + boundary.name(),
                        modes.apply(boundary),
                        notHeld(consumer, boundary),
                        Set.of()));
            }
        }
        return objections;
    }

    private static String notHeld(Consumer consumer, Boundary boundary) {
        return consumer.subject() + " must run " + limit(boundary) + ", as boundary \"" + boundary.name()
                + "\" says, but " + where(consumer.target(), boundary)
                + consumer.target().because()
                + "; take that back, or ask for another boundary";
    }

    private static String where(Target target, Boundary boundary) {
        List<String> outside = target.providers().stream()
                .filter(name -> boundary.forbidden().contains(name)
                        || !(boundary.required().isEmpty()
                                || boundary.required().contains(name)))
                .sorted()
                .toList();
        return (target.nodes().isPresent() ? "it runs on " : "it can also run on ")
                + (outside.isEmpty() ? "nodes whose provider isn't known" : String.join(", ", outside));
    }

    private static String limit(Boundary boundary) {
        List<String> limits = new ArrayList<>();
        if (!boundary.required().isEmpty()) {
            limits.add("only on " + String.join(" or ", boundary.required()));
        }
        if (!boundary.forbidden().isEmpty()) {
            limits.add("never on " + String.join(" or ", boundary.forbidden()));
        }
        return String.join(" and ", limits);
    }

    private Objection nowhere(
            Consumer consumer, List<Boundary> boundaries, Function<Boundary, Mode> modes, Mode ownMode) {
        List<Boundary> taking = boundaries.stream()
                .filter(boundary ->
                        consumer.target().words().stream().anyMatch(word -> isOf(boundary, word.requirement())))
                .toList();
        if (taking.isEmpty()) {
            String sentence = consumer.subject() + " can run nowhere: what it says contradicts itself"
                    + consumer.target().because() + "; take one of them back";
            return new Objection(Reason.EmptyTarget, NOWHERE, NOWHERE, ownMode, sentence, Set.of());
        }
        Mode mode = taking.stream().map(modes).reduce(Mode.Enforce, Mode::leastStrict);
        List<String> own = consumer.target().words().stream()
                .filter(word -> taking.stream().noneMatch(boundary -> isOf(boundary, word.requirement())))
                .map(Word::toString)
                .distinct()
                .toList();
        String names = String.join(
                " and ",
                taking.stream()
                        .map(boundary -> "boundary \"" + boundary.name() + "\" (" + limit(boundary) + ")")
                        .toList());
        String sentence = consumer.subject() + " can run nowhere: "
                + (own.isEmpty()
                        ? "its boundaries contradict each other: " + names + "; ask for another boundary"
                        : "it says " + String.join(", ", own) + ", but " + names
                                + " holds for it; take that back, or ask for another boundary");
        return new Objection(Reason.EmptyTarget, CONTRADICTED, CONTRADICTED, mode, sentence, Set.of());
    }

    /** Whether the word is what the boundary adds, with or without its drained providers. */
    boolean isOf(Boundary boundary, Requirement requirement) {
        if (!requirement.key().equals(providers.label())) {
            return false;
        }
        switch (requirement.operator()) {
            case In:
                return !boundary.required().isEmpty()
                        && (boundary.required().containsAll(requirement.values())
                                || boundary.fallback().containsAll(requirement.values()));
            case NotIn:
                return boundary.forbidden().equals(requirement.values());
            case Exists:
                return !boundary.forbidden().isEmpty();
            default:
                return false;
        }
    }
}
