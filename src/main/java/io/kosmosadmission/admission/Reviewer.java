package io.kosmosadmission.admission;

/** The one place where a review becomes a decision. Pure: all it knows is the request and the state it is given. */
public final class Reviewer {

    public Decision review(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return new Decision.Allowed(Notes.of(Reason.NotHandled));
    }
}
