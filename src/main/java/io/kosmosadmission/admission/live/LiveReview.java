package io.kosmosadmission.admission.live;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.CannotJudgeException;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.ReviewStep;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes one review in a live cluster through its steps, since the state lags behind. A namespace or claim that the
 * state lacks is read before the review is judged. A denial never rests on the state alone: its evidence is read live,
 * and the review is judged again.
 */
public final class LiveReview {

    /** The most look-ups of all steps together: they must end within the deadline of a review. */
    private static final int MOST_LOOK_UPS = 8;

    private final AdmissionRequest request;
    private final ClusterState state;
    private final boolean places;
    private final Function<FreshObjects, Decision> judge;

    /**
     * @param places whether the review places pods, and so needs to know their groups
     * @param judge decides the request by the state with what was read live
     */
    public LiveReview(
            AdmissionRequest request, ClusterState state, boolean places, Function<FreshObjects, Decision> judge) {
        this.request = request;
        this.state = state;
        this.places = places;
        this.judge = judge;
    }

    public ReviewStep begin() {
        Optional<ObjectKey> namespace = LookUps.namespace(request, state);
        return namespace.isEmpty()
                ? set(FreshObjects.NONE)
                : new ReviewStep.Needs(Set.of(namespace.get()), this::set, failed -> {
                    throw new CannotJudgeException("its namespace is not known: " + failed.getMessage(), failed);
                });
    }

    /** Without it the pod's group is found by its labels alone, so that a failure needs no word. */
    private ReviewStep set(FreshObjects read) {
        int left = MOST_LOOK_UPS - read.keys().size();
        Optional<ObjectKey> set = places ? LookUps.statefulSet(request, state) : Optional.empty();
        return set.isEmpty()
                ? claims(read, left)
                : new ReviewStep.Needs(
                        Set.of(set.get()),
                        found -> claims(read.and(found), left - 1),
                        failed -> claims(read, left - 1));
    }

    private ReviewStep claims(FreshObjects read, int left) {
        // What an UPDATE puts back, it finds in the old pod.
        boolean putsBack = places && request.operation() == Operation.UPDATE;
        Set<ObjectKey> keys = putsBack ? Set.of() : first(left, LookUps.claims(request, state));
        return keys.isEmpty()
                ? judged(read, left, Optional.empty())
                : new ReviewStep.Needs(
                        keys,
                        claims -> judged(read.and(claims), left - keys.size(), Optional.empty()),
                        failed -> judged(read, left - keys.size(), Optional.of(failed)));
    }

    /** left is the number of look-ups that are still allowed; withoutClaims says why the claims could not be read. */
    private ReviewStep judged(FreshObjects read, int left, Optional<LookupFailedException> withoutClaims) {
        Function<Decision, ReviewStep> decided = made -> new ReviewStep.Decided(withoutClaims
                .map(failed -> made.withWarnings(List.of("not judged by all its claims: " + failed.getMessage())))
                .orElse(made));
        Decision decision = judge.apply(read);
        Set<ObjectKey> evidence = evidence(decision);
        evidence.removeAll(read.keys());
        Set<ObjectKey> keys = first(left, evidence);
        if (!keys.isEmpty()) {
            return new ReviewStep.Needs(
                    keys,
                    // Another denial may take the place of one that proved wrong, and rests on other objects.
                    confirming -> judged(read.and(confirming), left - keys.size(), withoutClaims),
                    failed -> decided.apply(unconfirmed(decision, String.valueOf(failed.getMessage()))));
        }
        // The claims may have used up all look-ups. If they were read, that confirms a denial; if they could not be
        // read, nothing confirms it. They say nothing of a pod's controllers, which the guard asks for.
        return decided.apply(withoutClaims
                .filter(failed -> !evidence.isEmpty())
                .map(failed -> unconfirmed(decision, String.valueOf(failed.getMessage())))
                .orElseGet(() -> evidence.isEmpty() || decision.notes().reason() != Reason.Guard
                        ? decision
                        : unconfirmed(decision, "its claims took all look-ups")));
    }

    /** Returns the evidence of a denial; empty for any other decision. */
    private static Set<ObjectKey> evidence(Decision decision) {
        return new LinkedHashSet<>(
                decision.match(allowed -> Set.<ObjectKey>of(), patched -> Set.of(), Decision.Denied::evidence));
    }

    private static Set<ObjectKey> first(int most, Set<ObjectKey> wanted) {
        Set<ObjectKey> first = new LinkedHashSet<>();
        wanted.stream().limit(most).forEach(first::add);
        return first;
    }

    private static Decision unconfirmed(Decision denial, String why) {
        String warning = "would be denied, but that could not be confirmed (" + why + "): "
                + denial.match(allowed -> "", patched -> "", Decision.Denied::message);
        return new Decision.Allowed(denial.notes()).withWarnings(List.of(warning));
    }
}
