package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.live.LiveReview;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LiveReviewTest {

    private static final String CLASS =
            "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner:"
                    + " ebs.csi.aws.com}\n"
                    + "---\n";
    private static final String CLAIM = "{name: data, namespace: default}, spec: {storageClassName: gp3}";
    private static final ObjectKey CLAIM_KEY = ObjectKey.claim("default", "data");
    private static final String NAMESPACE_RULES =
            "boundaries: [{name: eu, match: [{namespaceSelector: {matchLabels: {data: eu}}}], "
                    + "providers: {required: [scaleway]}}]";
    private static final String POD =
            "{nodeSelector: {provider: scaleway}, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}";

    private final LiveCluster cluster = new LiveCluster();

    private static ReviewStep begin(Webhook webhook, AdmissionRequest request, ClusterState state) {
        return new Reviewer(Mode.Enforce).begin(webhook, request, state);
    }

    @Test
    void aClaimThatTheSnapshotLacksIsReadBeforeThePodIsJudged() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS);
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        putClass(state);
        assertThat(begin(Webhook.validate, create(POD), state)).isInstanceOf(ReviewStep.Needs.class);
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");
        assertThat(cluster.asked().get(0)).containsExactly(CLAIM_KEY);
    }

    @Test
    void aClaimThatIsNowhereProvesNothing() {
        assertThat(decide(create(POD), state("", GivenCluster.THREE_PROVIDERS + CLASS))
                        .label())
                .isEqualTo("allowed");
    }

    @Test
    void aDenialIsConfirmedLive() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data"));
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        putClass(state);
        assertThat(begin(Webhook.validate, create(POD), state))
                .as("not by the state alone")
                .isInstanceOf(ReviewStep.Needs.class);
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");
    }

    @Test
    void aClaimThatWasReplacedMeanwhileDeniesNothing() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data"));
        cluster.put(
                CLAIM_KEY,
                Optional.of(GivenCluster.claim("{name: data, namespace: default}, spec: {storageClassName: ''}")));
        assertThat(decide(create(POD), state).label()).isEqualTo("allowed");
    }

    @Test
    void aDenialThatTakesThePlaceOfAWrongOneIsConfirmedToo() {
        ClusterState state =
                state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data") + "\n---\n" + claim("logs"));
        String both = POD.replace("]}", ", {name: l, persistentVolumeClaim: {claimName: logs}}]}");
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM.replace("gp3", "''"))));
        cluster.put(
                ObjectKey.claim("default", "logs"),
                Optional.of(GivenCluster.claim(named("logs").replace("gp3", "''"))));
        putClass(state);
        assertThat(decide(create(both), state).label())
                .as("of its second claim")
                .isEqualTo("allowed");
        assertThat(cluster.asked()).hasSize(2);
    }

    @Test
    void aDenialThatCanNotBeConfirmedIsAWarning() {
        cluster.breakAfter(0);
        Decision decision = decide(create(POD), state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data")));
        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings()).singleElement().asString().contains("could not be confirmed", "KA101");
    }

    @Test
    void aNamespaceIsReadWhereItsLabelsAreAskedFor() {
        ClusterState state = state(NAMESPACE_RULES, GivenCluster.THREE_PROVIDERS);
        cluster.put(
                ObjectKey.namespace("default"),
                Optional.of(new Namespace("default", Map.of("data", "eu"), TolerationsWhitelist.NONE)));
        AdmissionRequest pod = create("{}");
        assertThat(cluster.finish(begin(Webhook.mutate, pod, state)).label()).isEqualTo("patched");
        cluster.breakAfter(0);
        assertThatThrownBy(() -> decide(pod, state)).isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void aPodIsJudgedWithoutClaimsThatCanNotBeRead() {
        cluster.breakAfter(0);
        Decision decision = decide(create(POD), state("", GivenCluster.THREE_PROVIDERS + CLASS));
        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings())
                .containsExactly("not judged by all its claims: no answer from the API server");
    }

    @Test
    void aVolumeThatIsAvailableByNowEndsADenialByTheClass() {
        String volume = "{apiVersion: v1, kind: PersistentVolume, metadata: {name: nfs}, spec: {storageClassName: gp3, "
                + "nfs: {path: /}, claimRef: {namespace: default, name: before, uid: old}}, status: {phase: Released}}\n---\n";
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + volume + claim("data"));
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        putClass(state);
        ObjectKey key = ObjectKey.volume("nfs");
        cluster.put(key, Optional.of(state.inventory().volume("nfs").orElseThrow()));
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");

        String available =
                "{apiVersion: v1, kind: PersistentVolume, metadata: {name: nfs}, spec: {storageClassName: gp3, "
                        + "nfs: {path: /}}, status: {phase: Available}}";
        cluster.put(
                key,
                Optional.of(GivenCluster.inventory("", available).volume("nfs").orElseThrow()));
        assertThat(decide(create(POD), state).label()).isEqualTo("allowed");
        assertThat(cluster.asked().get(cluster.asked().size() - 1))
                .contains(CLAIM_KEY, ObjectKey.storageClass("gp3"), key);
    }

    @Test
    void aVolumeThatIsKeptForAnotherClaimByNowDeniesNothing() {
        String volume =
                "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: {csi: {driver: ebs.csi.aws.com}, "
                        + "claimRef: {namespace: default, name: data%s}}, status: {phase: Available}}\n---\n";
        String kept =
                "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: default, uid: new}, "
                        + "spec: {storageClassName: \"\"}}\n---\n";
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + volume.formatted("") + kept);
        cluster.put(
                CLAIM_KEY,
                Optional.of(state.inventory().claim("default", "data").orElseThrow()));
        ObjectKey key = ObjectKey.volume("pv");
        cluster.put(key, Optional.of(state.inventory().volume("pv").orElseThrow()));
        assertThat(decide(create(POD), state).label()).isEqualTo("denied");

        cluster.put(
                key,
                Optional.of(GivenCluster.inventory("", volume.formatted(", uid: old"))
                        .volume("pv")
                        .orElseThrow()));
        assertThat(decide(create(POD), state).label()).isEqualTo("allowed");
    }

    /** now: the annotations of the class by now; the volume is of aws. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a class that says nothing                    | -                                   | -                                   | denied
        a class that says any by now                 | -                                   | kosmos-admission.io/provider: any      | allowed
        a class that says where the pod does not run | kosmos-admission.io/provider: hetzner | kosmos-admission.io/provider: hetzner | denied
        a class that says where it runs by now       | kosmos-admission.io/provider: hetzner | kosmos-admission.io/provider: scaleway | allowed
        """)
    void theClassOfABoundClaimIsReadForItsAnnotation(String sentence, String before, String now, String decision) {
        String volume = "{apiVersion: v1, kind: PersistentVolume, metadata: {name: pv}, spec: "
                + "{csi: {driver: ebs.csi.aws.com}}, status: {phase: Bound}}\n---\n";
        String bound = claim("data").replace("{storageClassName: gp3}", "{storageClassName: gp3, volumeName: pv}");
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + annotated(before) + volume + bound);
        Inventory live = GivenCluster.inventory("", annotated(now) + volume + bound);
        cluster.put(CLAIM_KEY, live.claim("default", "data").map(Object.class::cast));
        cluster.put(ObjectKey.volume("pv"), live.volume("pv").map(Object.class::cast));
        cluster.put(ObjectKey.storageClass("gp3"), live.storageClass("gp3").map(Object.class::cast));
        assertThat(decide(create(POD), state).label()).isEqualTo(decision);
    }

    private static String annotated(String annotations) {
        return annotations.equals("-") ? CLASS : CLASS.replace("gp3}", "gp3, annotations: {" + annotations + "}}");
    }

    /** A restore's denial rests on all that tells where its source is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the class of its snapshot | kind: VolumeSnapshot, apiGroup: snapshot.storage.k8s.io, name: s | VolumeSnapshotClass
        the class of its source   | kind: PersistentVolumeClaim, name: data                          | StorageClass
        the volume of its source  | kind: PersistentVolumeClaim, name: bound                         | PersistentVolume
        """)
    void whatASourceRestsOnIsReadToo(String sentence, String source, String corrected) {
        String objects = CLASS + claim("data") + "\n---\n" + """
                {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-bssd}, provisioner: csi.scaleway.com}
                ---
                {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshot, metadata: {name: s, namespace: default}, spec: {volumeSnapshotClassName: gp3, source: {}}}
                ---
                {apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotClass, metadata: {name: gp3}, driver: ebs.csi.aws.com}
                ---
                {apiVersion: v1, kind: PersistentVolume, metadata: {name: gp3}, spec: {csi: {driver: ebs.csi.aws.com}}, status: {phase: Bound}}
                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: bound, namespace: default}, spec: {storageClassName: "", volumeName: gp3}}
                """;
        String restored = "volumes: [{name: d, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: scw-bssd, "
                + "dataSource: {" + source + "}}}}}]";
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + objects);
        Kind.ALL.forEach(kind -> put(kind, state.inventory()));
        assertThat(decide(create("{" + restored + "}"), state).label()).isEqualTo("denied");

        Kind<?> kind = Kind.ALL.stream()
                .filter(it -> it.name().equals(corrected))
                .findFirst()
                .orElseThrow();
        put(kind, GivenCluster.inventory("", objects.replace("ebs.csi.aws.com", "csi.scaleway.com")));
        assertThat(decide(create("{" + restored + "}"), state).label()).isEqualTo("allowed");
    }

    private <T extends KubernetesObject> void put(Kind<T> kind, Inventory inventory) {
        Stream.of("data", "bound", "gp3", "scw-bssd", "s")
                .map(name -> kind.key(kind.isNamespaced() ? "default" : "", name))
                .forEach(key -> inventory
                        .find(kind, key.namespace(), key.name())
                        .ifPresent(found -> cluster.put(key, Optional.of(found))));
    }

    @Test
    void aConfirmedDenialIsJudgedTwice() {
        ClusterState state = state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data"));
        cluster.put(CLAIM_KEY, Optional.of(GivenCluster.claim(CLAIM)));
        putClass(state);
        AtomicInteger judged = new AtomicInteger();
        AdmissionRequest pod = create(POD);
        LiveReview review = new LiveReview(pod, state, false, fresh -> {
            judged.incrementAndGet();
            return new Reviewer(Mode.Enforce).review(Webhook.validate, pod, state.with(fresh));
        });
        assertThat(cluster.finish(review.begin()).label()).isEqualTo("denied");
        assertThat(judged).hasValue(2);
    }

    /** missing: how many claims the state lacks. steps: how many objects are asked for in each. */
    @ParameterizedTest(name = "{0} claims, namespace read: {1}, broken after {2} steps")
    @MethodSource("manyLookUps")
    void allStepsAskForEightObjectsAtMost(
            int missing, boolean readsNamespace, int unbroken, List<Integer> steps, String decision) {
        List<String> names =
                IntStream.range(0, missing).mapToObj(each -> "data" + each).toList();
        ClusterState state = state(
                readsNamespace ? NAMESPACE_RULES : "", GivenCluster.THREE_PROVIDERS + CLASS + "---\n" + claim("known"));
        Stream.concat(names.stream(), Stream.of("known"))
                .forEach(name ->
                        cluster.put(ObjectKey.claim("default", name), Optional.of(GivenCluster.claim(named(name)))));
        putClass(state);
        cluster.breakAfter(unbroken);
        String volumes = Stream.concat(names.stream(), Stream.of("known"))
                .map(name -> "{name: " + name + ", persistentVolumeClaim: {claimName: " + name + "}}")
                .collect(Collectors.joining(", "));
        Decision made = decide(create("{nodeSelector: {provider: scaleway}, volumes: [" + volumes + "]}"), state);
        assertThat(cluster.asked()).extracting(Set::size).isEqualTo(steps);
        assertThat(made.label()).isEqualTo(decision);
    }

    static Stream<Arguments> manyLookUps() {
        return Stream.of(
                arguments(0, false, 9, List.of(2), "denied"),
                arguments(3, true, 9, List.of(1, 3, 1), "denied"),
                arguments(7, true, 9, List.of(1, 7), "denied"),
                arguments(12, false, 9, List.of(8), "denied"),
                arguments(12, true, 9, List.of(1, 7), "denied"),
                arguments(12, false, 0, List.of(8), "allowed"),
                arguments(12, true, 1, List.of(1, 7), "allowed"),
                arguments(3, true, 1, List.of(1, 3, 2), "allowed"),
                arguments(3, true, 2, List.of(1, 3, 1), "allowed"));
    }

    @Test
    void whatTakesNoLookUpConfirmsNothing() {
        cluster.breakAfter(0);
        String volumes = IntStream.range(0, 9)
                .mapToObj(each -> "{name: v" + each + ", persistentVolumeClaim: {claimName: d" + each + "}}")
                .collect(Collectors.joining(", "));
        String pod = "{nodeSelector: {provider: scaleway}, volumes: [" + volumes
                + ", {name: d, persistentVolumeClaim: {claimName: data}}]}";
        Decision decision = decide(create(pod), state("", GivenCluster.THREE_PROVIDERS + CLASS + claim("data")));
        assertThat(cluster.asked()).hasSize(1);
        assertThat(decision.notes().warnings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "would be denied, but that could not be confirmed (no answer from the API server): [KA101]");
    }

    @Test
    void mostReviewsAskNothing() {
        assertThat(begin(Webhook.mutate, create("{}"), state("", GivenCluster.THREE_PROVIDERS)))
                .isInstanceOf(ReviewStep.Decided.class);
        assertThat(cluster.asked()).isEmpty();
    }

    @Test
    void whatAPodLacksIsFoundInTheOldOneAlone() {
        String placed = "{name: web, namespace: default, annotations: {kosmos-admission.io/placed-by: default}}";
        String toleration = "tolerations: [{key: provider, operator: Equal, value: aws, effect: NoSchedule}], ";
        AdmissionRequest update = update(
                GivenCluster.podWith(placed, POD),
                GivenCluster.podWith(placed, POD.replace("{node", "{" + toleration + "node")));
        assertThat(begin(Webhook.mutate, update, state("", GivenCluster.THREE_PROVIDERS)))
                .isInstanceOf(ReviewStep.Decided.class);
        assertThat(cluster.finish(begin(Webhook.mutate, update, state("", GivenCluster.THREE_PROVIDERS)))
                        .label())
                .isEqualTo("patched");
    }

    private static AdmissionRequest update(PodView pod, PodView before) {
        return new AdmissionRequest(
                "u",
                "",
                "Pod",
                "",
                "default",
                "web",
                Operation.UPDATE,
                false,
                Optional.of(pod),
                Optional.of(before),
                Optional.empty(),
                Optional.empty());
    }

    private Decision decide(AdmissionRequest request, ClusterState state) {
        return cluster.finish(begin(Webhook.validate, request, state));
    }

    private void putClass(ClusterState state) {
        cluster.put(
                ObjectKey.storageClass("gp3"),
                state.inventory().storageClass("gp3").map(Object.class::cast));
    }

    private static String claim(String name) {
        return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: " + named(name) + "}";
    }

    private static String named(String name) {
        return CLAIM.replace("name: data", "name: " + name);
    }

    private static ClusterState state(String rules, String manifests) {
        Configuration configuration = GivenCluster.configuration(rules);
        Inventory inventory = GivenCluster.inventory(rules, manifests);
        return new ClusterState(configuration, inventory);
    }

    private static AdmissionRequest create(String spec) {
        return GivenCluster.creation(GivenCluster.pod(spec));
    }

    private static final String OWNER = "controller: true, uid: u-1, name: web";
    private static final String TOLERANT =
            "metadata: {name: web%s, namespace: default, uid: u-1%s}, spec: {replicas: 1, template: {spec:"
                    + " {tolerations: [{key: provider, operator: Exists}]}}}}\n---\n";
    private static final String MAKERS = "{apiVersion: apps/v1, kind: Deployment, " + TOLERANT.formatted("", "")
            + "{apiVersion: apps/v1, kind: ReplicaSet, "
            + TOLERANT.formatted("-1", ", ownerReferences: [{apiVersion: apps/v1, kind: Deployment, " + OWNER + "}]");
    private static final AdmissionRequest OF_A_REPLICA_SET = GivenCluster.creation(GivenCluster.podWith(
            "{name: web-1-x, namespace: default, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, " + OWNER
                    + "-1}]}",
            "{tolerations: [{key: provider, operator: Exists}]}"));

    /** Its ReplicaSet and its Deployment may be milliseconds old. */
    @Test
    void theControllersOfAPodAreReadBeforeTheGuardDeniesIt() {
        ClusterState state = state("guard: {mode: Enforce}", GivenCluster.THREE_PROVIDERS);
        GivenCluster.inventory("", MAKERS)
                .workloads()
                .forEach(workload -> cluster.put(
                        ObjectKey.workload(workload.kind(), "default", workload.name()), Optional.of(workload)));

        Decision decision = decide(OF_A_REPLICA_SET, state);

        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings()).singleElement().asString().contains("KA301");
        assertThat(cluster.asked())
                .containsExactly(
                        Set.of(ObjectKey.workload(WorkloadKind.ReplicaSet, "default", "web-1")),
                        Set.of(ObjectKey.workload(WorkloadKind.Deployment, "default", "web")));
    }

    @Test
    void aControllerThatIsNowhereExcusesNothing() {
        ClusterState state = state("guard: {mode: Enforce}", GivenCluster.THREE_PROVIDERS);
        assertThat(decide(OF_A_REPLICA_SET, state).label()).isEqualTo("denied");
        assertThat(cluster.asked()).hasSize(1);
    }

    @Test
    void whereItsControllersCanNotBeReadThePodIsAllowed() {
        cluster.breakAfter(0);
        Decision decision = decide(OF_A_REPLICA_SET, state("guard: {mode: Enforce}", GivenCluster.THREE_PROVIDERS));
        assertThat(decision.label()).isEqualTo("allowed");
        assertThat(decision.notes().warnings()).singleElement().asString().contains("could not be confirmed", "KA301");
    }
}
