package io.kosmosadmission.admission;

import io.kosmosadmission.admission.live.LookUps;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides reviews in a live cluster, where the snapshot lags. Most are decided on it alone. A claim or namespace that it
 * lacks is read live before, and a denial never rests on it alone: what decides it is read once more, and judged again.
 */
public final class LiveReviewer {

    /** One look-up after the other, within the deadline of a review. */
    private static final int MOST_LOOK_UPS = 8;

    private final Reviewer reviewer;
    private final LiveReader live;

    public LiveReviewer(Reviewer reviewer, LiveReader live) {
        this.reviewer = reviewer;
        this.live = live;
    }

    /** The decision, where the snapshot is enough for it; this blocks on nothing. */
    public Optional<Decision> fromSnapshot(Webhook webhook, AdmissionRequest request, ClusterState state) {
        if (LookUps.namespace(request, state).isPresent()
                || !LookUps.claims(request, state).isEmpty()) {
            return Optional.empty();
        }
        Decision decision = reviewer.review(webhook, request, state);
        return Optional.of(decision)
                .filter(it -> evidence(it, FreshObjects.NONE).isEmpty());
    }

    /** The decision, whatever it takes; left tells how much of the review's time there still is. */
    public Decision withLookUps(
            Webhook webhook, AdmissionRequest request, ClusterState state, Supplier<Duration> left) {
        FreshObjects fresh = namespace(request, state, left);
        String warning = "";
        try {
            Set<ObjectKey> claims = LookUps.claims(request, state);
            fresh = claims.isEmpty() ? fresh : fresh.and(live.read(atMost(claims, fresh), left.get()));
        } catch (LookupFailedException failed) {
            warning = "not judged by all its claims: " + failed.getMessage();
        }
        Decision decision = reviewer.review(webhook, request, state.with(fresh));
        Set<ObjectKey> evidence = evidence(decision, fresh);
        if (!evidence.isEmpty()) {
            decision = confirmed(decision, evidence, webhook, request, state, fresh, left);
        }
        return warning.isEmpty() ? decision : decision.withWarnings(List.of(warning));
    }

    private FreshObjects namespace(AdmissionRequest request, ClusterState state, Supplier<Duration> left) {
        Optional<ObjectKey> namespace = LookUps.namespace(request, state);
        if (namespace.isEmpty()) {
            return FreshObjects.NONE;
        }
        try {
            return live.read(Set.of(namespace.get()), left.get());
        } catch (LookupFailedException failed) {
            throw new CannotJudgeException("its namespace is not known: " + failed.getMessage(), failed);
        }
    }

    private Decision confirmed(
            Decision denied,
            Set<ObjectKey> evidence,
            Webhook webhook,
            AdmissionRequest request,
            ClusterState state,
            FreshObjects fresh,
            Supplier<Duration> left) {
        try {
            FreshObjects confirmed = fresh.and(live.read(atMost(evidence, fresh), left.get()));
            return reviewer.review(webhook, request, state.with(confirmed));
        } catch (LookupFailedException failed) {
            String warning = "would be denied, but that could not be confirmed (" + failed.getMessage() + "): "
                    + denied.match(it -> "", it -> "", Decision.Denied::message);
            return new Decision.Allowed(denied.notes().withWarnings(List.of(warning)));
        }
    }

    /** What a denial rests on and was not read live yet; empty for any other decision. */
    private static Set<ObjectKey> evidence(Decision decision, FreshObjects fresh) {
        Set<ObjectKey> evidence = new LinkedHashSet<>(
                decision.match(allowed -> Set.<ObjectKey>of(), patched -> Set.of(), Decision.Denied::evidence));
        evidence.removeAll(fresh.keys());
        return evidence;
    }

    private static Set<ObjectKey> atMost(Set<ObjectKey> wanted, FreshObjects before) {
        Set<ObjectKey> some = new LinkedHashSet<>();
        wanted.stream().limit(Math.max(0, MOST_LOOK_UPS - before.keys().size())).forEach(some::add);
        return some;
    }
}
