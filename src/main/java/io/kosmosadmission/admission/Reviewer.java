package io.kosmosadmission.admission;

import io.kosmosadmission.admission.live.LiveReview;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;
import java.util.List;

/** Decides reviews: the only place that does. Pure: it knows nothing but the request and the state that it is given. */
public final class Reviewer {

    private final MutatingReview mutating;
    private final ValidatingReview validating;

    /** maxMode is the emergency brake: no part acts in a stricter mode. Enforce limits nothing. */
    public Reviewer(Mode maxMode) {
        this.mutating = new MutatingReview(maxMode);
        this.validating = new ValidatingReview(maxMode);
    }

    public Decision review(Webhook webhook, AdmissionRequest request, ClusterState state) {
        if (CanaryReview.isOf(request)) {
            return CanaryReview.review(webhook, request);
        }
        return webhook == Webhook.mutate ? mutating.review(request, state) : validating.review(request, state);
    }

    /** Returns the pod as it would leave {@code /mutate} at its creation, and what was done to it. */
    public MadePod made(PodView pod, ClusterState state) {
        return mutating.placement(pod, state)
                .map(placed -> new MadePod(
                        placed.result(),
                        placed.words(),
                        placed.providersLeft(state.inventory().providers()),
                        placed.left().unlabelled()))
                .orElseGet(() -> new MadePod(
                        pod,
                        List.of(),
                        List.copyOf(state.inventory().providers().liveNames()),
                        true));
    }

    /**
     * Begins a review in a live cluster. It doesn't block: it names the objects that must be read, and the caller reads
     * them.
     */
    public ReviewStep begin(Webhook webhook, AdmissionRequest request, ClusterState state) {
        if (CanaryReview.isOf(request)) {
            return new ReviewStep.Decided(CanaryReview.review(webhook, request));
        }
        return new LiveReview(
                        request, state, webhook == Webhook.mutate, fresh -> review(webhook, request, state.with(fresh)))
                .begin();
    }

    /** Returns whether the review is about an object that is judged, and not about a subresource of it. */
    static boolean isObjectItself(AdmissionRequest request) {
        return request.subresource().isEmpty() && request.object().isPresent();
    }

    static boolean isPod(AdmissionRequest request) {
        return request.object().filter(PodView.class::isInstance).isPresent();
    }
}
