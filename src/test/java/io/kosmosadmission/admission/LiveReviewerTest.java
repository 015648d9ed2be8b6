package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveReviewerTest {

    private static final String CLASS =
            "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}\n---\n";
    private static final String CLAIM = "{name: data, namespace: default}, spec: {storageClassName: gp3}";
    private static final ObjectKey CLAIM_KEY = ObjectKey.claim("default", "data");
    private static final String POD =
            "{nodeSelector: {provider: scaleway}, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}";

    private final Map<ObjectKey, Optional<Object>> cluster = new HashMap<>();
    private final List<Set<ObjectKey>> asked = new ArrayList<>();
    private boolean broken;

    private FreshObjects read(Set<ObjectKey> keys) throws LookupFailedException {
        asked.add(keys);
        if (broken) {
            throw new LookupFailedException("no answer from the API server", null);
        }
        Map<ObjectKey, Optional<Object>> found = new HashMap<>();
        keys.forEach(key -> found.put(key, cluster.getOrDefault(key, Optional.empty())));
        return new FreshObjects(found);
    }

    private LiveReviewer reviewer() {
        return new LiveReviewer(new Reviewer(Mode.Enforce), (keys, budget) -> read(keys));
    }

    @Test
    void aClaimThatTheSnapshotLacksIsReadBeforeThePodIsJudged() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS);
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        cluster.put(
                ObjectKey.storageClass("gp3"),
                state.inventory().storageClass("gp3").map(Object.class::cast));
        assertThat(reviewer().fromSnapshot(Webhook.validate, create(POD), state))
                .isEmpty();
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");
        assertThat(asked.get(0)).containsExactly(CLAIM_KEY);
    }

    @Test
    void aClaimThatIsNowhereProvesNothing() {
        assertThat(decide(create(POD), state("", GivenCluster.THREE_PROVIDERS + CLASS))
                        .label())
                .isEqualTo("allowed");
    }

    @Test
    void aDenialIsConfirmedLive() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + claim());
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        cluster.put(
                ObjectKey.storageClass("gp3"),
                state.inventory().storageClass("gp3").map(Object.class::cast));
        assertThat(reviewer().fromSnapshot(Webhook.validate, create(POD), state))
                .as("not from the snapshot alone")
                .isEmpty();
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");
    }

    @Test
    void aClaimThatWasReplacedMeanwhileDeniesNothing() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + claim());
        cluster.put(
                CLAIM_KEY,
                Optional.of(GivenCluster.claim("{name: data, namespace: default}, spec: {storageClassName: ''}")));
        assertThat(decide(create(POD), state).label()).isEqualTo("allowed");
    }

    @Test
    void aDenialThatCanNotBeConfirmedIsAWarning() {
        broken = true;
        Decision decision = decide(create(POD), state("", GivenCluster.THREE_PROVIDERS + CLASS + claim()));
        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings()).singleElement().asString().contains("could not be confirmed", "KA101");
    }

    @Test
    void aNamespaceIsReadWhereItsLabelsAreAskedFor() {
        String rules = "boundaries: [{name: eu, match: [{namespaceSelector: {matchLabels: {data: eu}}}], "
                + "providers: {required: [scaleway]}}]";
        ClusterState state = state(rules, GivenCluster.THREE_PROVIDERS);
        cluster.put(ObjectKey.namespace("default"), Optional.of(new Namespace("default", Map.of("data", "eu"))));
        AdmissionRequest pod = create("{}");
        assertThat(reviewer()
                        .withLookUps(Webhook.mutate, pod, state, () -> Duration.ofSeconds(1))
                        .label())
                .isEqualTo("patched");
        broken = true;
        assertThatThrownBy(() -> decide(pod, state)).isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void mostReviewsAskNothing() {
        assertThat(reviewer().fromSnapshot(Webhook.mutate, create("{}"), state("", GivenCluster.THREE_PROVIDERS)))
                .isPresent();
        assertThat(asked).isEmpty();
    }

    private Decision decide(AdmissionRequest request, ClusterState state) {
        return reviewer().withLookUps(Webhook.validate, request, state, () -> Duration.ofSeconds(1));
    }

    private static String claim() {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: " + CLAIM + "}";
    }

    private static ClusterState state(String rules, String manifests) {
        Configuration configuration = GivenCluster.configuration(rules);
        Inventory inventory = GivenCluster.inventory(rules, manifests);
        return new ClusterState(configuration, inventory);
    }

    private static AdmissionRequest create(String spec) {
        return GivenCluster.creation(GivenCluster.pod(spec));
    }
}
