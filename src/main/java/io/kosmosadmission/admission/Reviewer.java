package io.kosmosadmission.admission;

import io.kosmosadmission.admission.live.LiveReview;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;

/** The one place where a review becomes a decision. Pure: all it knows is the request and the state it is given. */
public final class Reviewer {

    private final MutatingReview mutating;
    private final ValidatingReview validating;

    /** maxMode is the emergency brake: nothing acts more strictly; Enforce is none. */
    public Reviewer(Mode maxMode) {
        this.mutating = new MutatingReview(maxMode);
        this.validating = new ValidatingReview(maxMode);
    }

    public Decision review(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return webhook == Webhook.mutate ? mutating.review(request, state) : validating.review(request, state);
    }

    /** Begins a review in a live cluster. Blocks on nothing: what has to be read is named, and read by the caller. */
    public ReviewStep begin(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return new LiveReview(request, state, fresh -> review(webhook, request, state.with(fresh))).begin();
    }

    /** Whether the review is about an object that is judged, and not about a subresource of it. */
    static boolean isObjectItself(AdmissionRequest request) {
        return request.subresource().isEmpty() && request.object().isPresent();
    }

    static boolean isPod(AdmissionRequest request) {
        return request.object().filter(PodView.class::isInstance).isPresent();
    }
}
