package io.kosmosadmission.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.ReadyCondition;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.VolumeTraits;
import io.kosmosadmission.storage.Homes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformTest {

    private static final String METADATA = """
            {name: web-0, namespace: team-a, uid: u-1, generateName: web-, labels: {app: web, tier: front}, \
            creationTimestamp: "2024-01-01T00:00:00Z", annotations: {foreign: x, kosmos-admission.io/provider: aws, \
            kosmos-admission.io/placed: spread, kosmos-admission.io/placed-by: default}, \
            ownerReferences: [{apiVersion: v1, kind: Node, name: n1, uid: u-2}, \
            {apiVersion: apps/v1, kind: StatefulSet, name: web, uid: u-3, controller: true}]}""";
    private static final String SPEC = """
            {nodeName: scw-1, nodeSelector: {gpu: "true"}, tolerations: [{operator: Exists}], \
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: DoNotSchedule}], \
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
            {nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [a, b]}]}]}}}, \
            volumes: [{name: data, persistentVolumeClaim: {claimName: data-web-0}}, \
            {name: scratch, ephemeral: {volumeClaimTemplate: {metadata: {annotations: {foreign: z, \
            volume.beta.kubernetes.io/storage-class: fast}}, spec: {}}}}]}""";

    private final Transform transform = new Transform(new Interner(), Store.EMPTY);

    private static StoredPod stored(String metadata, String spec) {
        return StoredPod.of(GivenCluster.podWith(metadata, spec));
    }

    @Test
    void aServiceKeepsWhichAnnotationsOfLoadBalancersItHas() {
        Map<String, String> annotations = Map.of(
                "example.com/note", "long",
                "service.beta.kubernetes.io/upcloud-load-balancer-config", "{long}",
                "service.beta.kubernetes.io/scw-loadbalancer-target-node-labels", "pool=web");
        ObjectMeta metadata = new ObjectMeta(
                "shop", "web", "", "u-1", Map.of("app", "web"), annotations, List.of(), "2024-01-01T00:00:00Z", false);
        Service stored = transform.of(new Service(metadata, true, "tailscale", true, Map.of("app", "web"), true));
        assertThat(stored)
                .isEqualTo(new Service(
                        new ObjectMeta(
                                "shop",
                                "web",
                                "",
                                "",
                                Map.of(),
                                Map.of(
                                        "service.beta.kubernetes.io/upcloud-load-balancer-config",
                                        "",
                                        "service.beta.kubernetes.io/scw-loadbalancer-target-node-labels",
                                        "pool=web"),
                                List.of(),
                                "",
                                false),
                        true,
                        "tailscale",
                        true,
                        Map.of("app", "web"),
                        true));
    }

    @Test
    void aPodKeepsWhatSaysWhereItRunsAndWithWhichVolumes() {
        StoredPod pod = stored(METADATA, SPEC);
        StoredPod stored = transform.of(pod);
        assertThat(stored.nodeName()).isEqualTo("scw-1");
        assertThat(stored.nodeSelector()).isEqualTo(pod.nodeSelector());
        assertThat(stored.requiredNodeAffinity())
                .isEqualTo(pod.requiredNodeAffinity())
                .isPresent();
        assertThat(stored.volumes().get(0)).isEqualTo(pod.volumes().get(0));
        assertThat(stored.asReviewed().workload())
                .isEqualTo(GivenCluster.podWith(METADATA, SPEC).workload())
                .isEqualTo("StatefulSet");
        assertThat(stored.metadata().labels()).isEqualTo(pod.metadata().labels());
        assertThat(stored.metadata().annotations()).containsOnly(Map.entry(Homes.ANNOTATION, "aws"));
    }

    @Test
    void aPodLosesWhatIsOnlyReadUnderReview() {
        StoredPod stored = transform.of(stored(METADATA, SPEC));
        assertThat(stored.metadata().uid()).isEmpty();
        assertThat(stored.metadata().ownerReferences())
                .containsExactly(new OwnerReference("apps/v1", "StatefulSet", "web", "", true));
    }

    @Test
    void aClaimTemplateKeepsItsClassByAnnotation() {
        VolumeSource.Ephemeral source = (VolumeSource.Ephemeral)
                transform.of(stored(METADATA, SPEC)).volumes().get(1).source();
        assertThat(source.template().requestedClass()).contains("fast");
        assertThat(source.template().metadata().annotations()).containsOnlyKeys(PersistentVolumeClaim.CLASS_ANNOTATION);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a claim that waits for its volume | {}               | scw-1
        a claim that has its volume       | {volumeName: pv} | ''
        """)
    void aClaimKeepsItsSelectedNodeUntilItHasItsVolume(String sentence, String spec, String node) {
        PersistentVolumeClaim claim = GivenCluster.claim(
                "{name: data, annotations: {volume.kubernetes.io/selected-node: scw-1}}, spec: " + spec);
        assertThat(transform.of(claim).selectedNode()).isEqualTo(node);
    }

    @Test
    void whatIsHeldIsItsOwnHeldForm() {
        StoredPod stored = transform.of(stored(METADATA, SPEC));
        assertThat(transform.of(stored)).isEqualTo(stored);
    }

    @Test
    void whatRepeatsIsShared() {
        // No more than these: two of many could have one place in the table.
        ObjectMeta first = transform.of(stored(METADATA, "{}")).metadata();
        ObjectMeta second = transform.of(stored(METADATA, "{}")).metadata();
        assertThat(second.labels()).isSameAs(first.labels());
        assertThat(second.namespace()).isSameAs(first.namespace());
        assertThat(second.ownerReferences()).isSameAs(first.ownerReferences());
    }

    @Test
    void whatNamesEachOtherHasOneName() {
        Store store = with(Store.EMPTY, Kind.NODE, new Node("scw-1", Map.of(), "", List.of()));
        store = with(
                store,
                Kind.POD,
                stored("{name: web-0, namespace: team-a, labels: {statefulset.kubernetes.io/pod-name: web-0}}", SPEC));
        store = with(store, Kind.PERSISTENT_VOLUME, volume("pv-1", "team-a", "data-web-0"));
        store = with(
                store,
                Kind.PERSISTENT_VOLUME_CLAIM,
                new PersistentVolumeClaim(
                        ObjectMeta.named("team-a", "data-web-0"),
                        Optional.empty(),
                        new String("pv-1"),
                        Optional.empty(),
                        "",
                        VolumeTraits.UNKNOWN,
                        false));

        StoredPod pod = store.get(Kind.POD, "team-a", "web-0").orElseThrow();
        PersistentVolume volume = store.get(Kind.PERSISTENT_VOLUME, "", "pv-1").orElseThrow();
        assertThat(pod.metadata().labels().get("statefulset.kubernetes.io/pod-name"))
                .isSameAs(pod.metadata().name());
        assertThat(pod.nodeName())
                .isSameAs(store.get(Kind.NODE, "", "scw-1").orElseThrow().name());
        assertThat(volume.claimName()).isSameAs(claimName(pod));
        Store changed =
                with(store, Kind.POD, stored("{name: web-0, namespace: team-a, labels: {role: primary}}", SPEC));
        assertThat(claimName(changed.get(Kind.POD, "team-a", "web-0").orElseThrow()))
                .isSameAs(volume.claimName());
        assertThat(store.get(Kind.PERSISTENT_VOLUME_CLAIM, "team-a", "data-web-0")
                        .orElseThrow()
                        .volumeName())
                .isSameAs(volume.name());
    }

    private static String claimName(StoredPod pod) {
        return ((VolumeSource.Claim) pod.volumes().get(0).source()).claimName();
    }

    private static <T extends KubernetesObject> Store with(Store store, Kind<T> kind, T object) {
        ObjectChanges changes = new ObjectChanges(new Interner(), store);
        changes.put(kind, object);
        return store.with(changes);
    }

    private static PersistentVolume volume(String name, String claimNamespace, String claimName) {
        return new PersistentVolume(
                name,
                Map.of(),
                "",
                "",
                Optional.empty(),
                new String(claimNamespace),
                new String(claimName),
                "",
                VolumeTraits.UNKNOWN,
                PersistentVolume.Phase.Bound,
                false);
    }

    @Test
    void whatIsLongIsHeldButNotRemembered() {
        String metadata = "{name: a, labels: {a: " + "long".repeat(600) + "}}";
        StoredPod first = transform.of(stored(metadata, SPEC));
        StoredPod second = transform.of(stored(metadata, SPEC));
        assertThat(second).isEqualTo(first);
        assertThat(second.metadata().labels()).isNotSameAs(first.metadata().labels());
    }

    @Test
    void aNodeIsEqualToItsHeldForm() {
        Node node = new Node(
                "scw-1",
                Map.of("kubernetes.io/hostname", new String("scw-1"), "provider", "scaleway"),
                "scaleway://x",
                List.of(new Taint("provider", "scaleway", "NoSchedule")),
                "uid-1",
                new ReadyCondition(true, 1_700_000_000));
        Node stored = transform.of(node);
        assertThat(stored).isEqualTo(node);
        assertThat(stored.labels().get("kubernetes.io/hostname")).isSameAs(stored.name());
    }
}
