package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;
import java.util.List;

/** The one place where a review becomes a decision. Pure: all it knows is the request and the state it is given. */
public final class Reviewer {

    private final Mode maxMode;

    /** maxMode is the emergency brake: no part acts more strictly. Enforce is no brake. */
    public Reviewer(Mode maxMode) {
        this.maxMode = maxMode;
    }

    public Decision review(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return new Decision.Allowed(new Notes(Reason.NotHandled, "", maxMode, Notes.Would.Nothing, List.of()));
    }
}
