package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.boundary.BoundaryProof;
import io.kosmosadmission.boundary.Limits;
import io.kosmosadmission.boundary.OwnWords;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import io.kosmosadmission.target.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges whether a pod's boundaries are proved to hold, and whether it can run anywhere at all. */
final class BoundaryJudge {

    private static final String NOT_HELD = "KA001";
    private static final String CONTRADICTED = "KA002";
    static final String NOWHERE = "KA003";

    private final Providers providers;
    private final Targets targets;

    BoundaryJudge(Providers providers, Targets targets) {
        this.providers = providers;
        this.targets = targets;
    }

    /** Returns the objections. pod is the consumer's; boundaries are those that hold for it in the scope. */
    List<Objection> judge(Consumer consumer, PodView pod, List<Boundary> boundaries, Scope scope) {
        if (consumer.target().isEmpty()) {
            return List.of(nowhere(consumer, pod, boundaries, scope));
        }
        List<Objection> objections = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            if (!BoundaryProof.holds(boundary, consumer.target(), providers)) {
                objections.add(new Objection(
                        Reason.Boundary,
                        NOT_HELD,
                        NOT_HELD + " " + boundary.name(),
                        scope.modeOf(boundary),
                        notHeld(consumer, boundary),
                        Set.of()));
            }
        }
        return objections;
    }

    private static String notHeld(Consumer consumer, Boundary boundary) {
        Target target = consumer.target();
        boolean strange = target.nodes().isEmpty()
                && target.words().stream().anyMatch(word -> word.where().equals(Word.NODE_NAME));
        List<String> outside = strange ? List.of("a node that isn't known") : outside(target, boundary);
        boolean onlyThere = strange
                || target.nodes().isPresent()
                || (!target.unlabelled() && !target.unseen() && outside.containsAll(target.providers()));
        return consumer.subject() + (boundary.required().isEmpty() ? " must never run on " : " must run ")
                + (boundary.required().isEmpty() ? String.join(" or ", boundary.forbidden()) : limit(boundary))
                + ", as boundary \"" + boundary.name() + "\" says, but "
                + (onlyThere ? "it runs on " : "it can also run on ")
                + (outside.isEmpty() ? unnamed(target) : String.join(", ", outside))
                + target.because()
                + (onlyThere ? "; take that back" : "; say the same in its node affinity")
                + ", or ask for another boundary";
    }

    private static List<String> outside(Target target, Boundary boundary) {
        return target.providers().stream()
                .filter(name -> boundary.forbidden().contains(name)
                        || !(boundary.required().isEmpty()
                                || boundary.required().contains(name)))
                .sorted()
                .toList();
    }

    private static String unnamed(Target target) {
        if (!target.unlabelled()) {
            return "providers that have no node yet";
        }
        return target.nodes().isPresent() ? "a node whose provider isn't known" : "nodes whose provider isn't known";
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

    private Objection nowhere(Consumer consumer, PodView pod, List<Boundary> boundaries, Scope scope) {
        Target own = targets.of(OwnWords.without(boundaries, pod, providers));
        if (own.isEmpty()) {
            return new Objection(Reason.EmptyTarget, NOWHERE, NOWHERE, scope.mode(), byItself(consumer, own), Set.of());
        }
        List<Word> words = consumer.target().words();
        List<Boundary> taking = boundaries.stream()
                .filter(boundary -> words.stream().anyMatch(word -> OwnWords.isOf(boundary, word, providers)))
                .toList();
        Mode mode = taking.stream().map(scope::modeOf).reduce(Mode.Enforce, Mode::leastStrict);
        List<Boundary> apart = contradicting(taking);
        List<String> said = words.stream()
                .filter(word -> taking.stream().noneMatch(boundary -> OwnWords.isOf(boundary, word, providers)))
                .map(Word::toString)
                .distinct()
                .toList();
        String detail =
                apart.isEmpty() ? byBoundaries(consumer, taking, said) : byBoundaries(consumer, apart, List.of());
        return new Objection(Reason.EmptyTarget, CONTRADICTED, CONTRADICTED, mode, detail, Set.of());
    }

    /** Returns those boundaries that leave no provider whatever the pod says, none more than it takes; none where they do. */
    private List<Boundary> contradicting(List<Boundary> boundaries) {
        List<Boundary> needed = new ArrayList<>(boundaries);
        if (!leaveNothing(needed)) {
            return List.of();
        }
        for (Boundary boundary : boundaries) {
            List<Boundary> others = new ArrayList<>(needed);
            others.remove(boundary);
            if (leaveNothing(others)) {
                needed = others;
            }
        }
        return needed;
    }

    private boolean leaveNothing(List<Boundary> boundaries) {
        return Limits.of(targets.everywhere(), List.of(), boundaries, providers)
                .target()
                .isEmpty();
    }

    private static String byItself(Consumer consumer, Target own) {
        return consumer.subject() + " can run nowhere: "
                + (own.words().isEmpty()
                        ? "every term of its required node affinity is empty, and an empty term matches no node; fill a"
                                + " term, or take the affinity back"
                        : "what it says contradicts itself" + own.because() + "; take one of them back");
    }

    private static String byBoundaries(Consumer consumer, List<Boundary> taking, List<String> said) {
        String names = String.join(
                " and ",
                taking.stream()
                        .map(boundary -> "boundary \"" + boundary.name() + "\" (" + limit(boundary) + ")")
                        .toList());
        return consumer.subject() + " can run nowhere: "
                + (said.isEmpty()
                        ? "its boundaries contradict each other: " + names + "; ask for another boundary"
                        : "it says " + String.join(", ", said) + ", but " + names
                                + (taking.size() == 1 ? " holds" : " hold")
                                + " for it; take that back, or ask for another boundary");
    }
}
