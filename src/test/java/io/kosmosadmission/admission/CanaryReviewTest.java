package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no case can say: the emergency brake, the release, and that nothing is looked up. */
class CanaryReviewTest {

    private static final ClusterState STATE = new ClusterState(
            GivenCluster.configuration("exempt: [{namespaceSelector: {matchLabels: {team: a}}}]"),
            GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS));
    private static final PodView POD = GivenCluster.podWith("{name: canary}", "{}");

    private static AdmissionRequest create(String namespace, String subresource) {
        return create(namespace, subresource, true);
    }

    private static AdmissionRequest create(String namespace, String subresource, boolean dryRun) {
        return new AdmissionRequest(
                "u",
                "",
                "Pod",
                subresource,
                namespace,
                "canary",
                Operation.CREATE,
                dryRun,
                Optional.of(POD),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Decision begun(Webhook webhook, AdmissionRequest request) {
        return new Reviewer(Mode.Disabled).begin(webhook, request, STATE).match(decision -> decision, needs -> {
            throw new AssertionError("it looks up " + needs.keys());
        });
    }

    @Test
    void theBrakeDoesNotReachThereAndNothingIsLookedUp() {
        AdmissionRequest request = create(CanaryReview.NAMESPACE, "");
        assertThat(begun(Webhook.mutate, request).label()).isEqualTo("patched");
        assertThat(begun(Webhook.validate, request).notes().warnings()).containsExactly(CanaryReview.WARNING);
    }

    /** Else whoever may create pods there were outside of every boundary. */
    @Test
    void aPodThatIsStoredThereIsJudgedAsElsewhere() {
        ClusterState bounded = new ClusterState(
                GivenCluster.configuration("boundaries: [{name: b, match: [{}], providers: {required: [aws]}}]"),
                GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS));
        Reviewer reviewer = new Reviewer(Mode.Enforce);
        assertThat(reviewer.review(Webhook.validate, create(CanaryReview.NAMESPACE, "", true), bounded)
                        .label())
                .isEqualTo("allowed");
        assertThat(reviewer.review(Webhook.validate, create(CanaryReview.NAMESPACE, "", false), bounded)
                        .label())
                .isEqualTo("denied");
    }

    @Test
    void aSubresourceIsLeftAlone() {
        AdmissionRequest binding = create(CanaryReview.NAMESPACE, "binding");
        assertThat(begun(Webhook.mutate, binding)).isEqualTo(new Decision.Allowed(Notes.of(Reason.NotHandled)));
        assertThat(begun(Webhook.validate, binding)).isEqualTo(new Decision.Allowed(Notes.of(Reason.NotHandled)));
    }

    @Test
    void theReleaseIsThatOfTheBuild() throws IOException {
        String pom = Files.readString(Script.PROJECT.resolve("pom.xml"));
        assertThat(pom)
                .containsPattern("<artifactId>kosmos-admission</artifactId>\\s*<version>"
                        + CanaryReview.RELEASE.replace(".", "\\.") + "(-SNAPSHOT)?</version>");
    }
}
