package io.kosmosadmission.admission;

import io.kosmosadmission.admission.patch.JsonPatch;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Map;

/**
 * Reviews of dry runs in the namespace of the canary, the pod that the holder of the lease asks the API server for by dry run, so as
 * to see that both webhooks are called. They answer the question and nothing else: no configuration, mode, exemption or
 * emergency brake reaches into that namespace, and the state of the cluster isn't asked.
 *
 * <p>Reads the pod's annotation at CREATE. Adds that annotation ({@code /mutate}) or a warning ({@code /validate}).
 * Leaves alone whatever else is created or changed there.
 */
public final class CanaryReview {

    public static final String NAMESPACE = "kosmos-admission-canary";

    /** Says which release was called. */
    public static final String CALLED = "kosmos-admission.io/called";

    public static final String WARNING = "kosmos-admission: called";

    /** The version of this build, without the suffix that it has before it is released. */
    public static final String RELEASE = "0.1.0";

    private static final Notes NOTES = Notes.of(Reason.Called);

    private CanaryReview() {}

    /** Returns whether the review is a dry run in the canary's namespace. What is stored there is judged as elsewhere. */
    public static boolean isOf(AdmissionRequest request) {
        return request.dryRun() && NAMESPACE.equals(request.namespace());
    }

    static Decision review(Webhook webhook, AdmissionRequest request) {
        if (request.operation() != Operation.CREATE || !Reviewer.isObjectItself(request) || !Reviewer.isPod(request)) {
            return new Decision.Allowed(Notes.of(Reason.NotHandled));
        }
        if (webhook == Webhook.validate) {
            return new Decision.Allowed(NOTES.withWarnings(List.of(WARNING)));
        }
        PodView pod = (PodView) request.object().orElseThrow();
        return RELEASE.equals(pod.metadata().annotations().get(CALLED))
                ? new Decision.Allowed(NOTES)
                : new Decision.Patched(NOTES, JsonPatch.of(pod, PodAdditions.NONE, Map.of(CALLED, RELEASE)));
    }
}
