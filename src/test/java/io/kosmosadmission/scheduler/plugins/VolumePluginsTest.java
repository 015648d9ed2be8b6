package io.kosmosadmission.scheduler.plugins;

import static io.kosmosadmission.scheduler.GivenCluster.claiming;
import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.nodeOf;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeTraits;
import io.kosmosadmission.scheduler.ClusterStorage;
import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import io.kosmosadmission.scheduler.SchedulerVolume;
import io.kosmosadmission.scheduler.StorageCapacity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VolumeRestrictions, NodeVolumeLimits, VolumeBinding and VolumeZone. */
class VolumePluginsTest {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final Optional<List<NodeSelectorTerm>> ON_AWS =
            Optional.of(List.of(NodeSelectorTerm.of(Requirement.in("provider", List.of("aws")))));

    private final Scheduler scheduler = new Scheduler(36);
    private final Map<NamespacedName, SchedulerClaim> claims = new HashMap<>();
    private final Map<String, SchedulerVolume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new HashMap<>();
    private List<StorageCapacity> capacities = List.of();
    private List<SchedulerNode> nodes = List.of(nodeOf("aws", "a"), nodeOf("scaleway", "s"));

    @BeforeEach
    void classes() {
        storageClass("made", "disk", List.of());
        storageClass("static", "kubernetes.io/no-provisioner", List.of());
    }

    private void storageClass(String name, String provisioner, List<NodeSelectorTerm> topologies) {
        classes.put(name, new StorageClass(name, "", Map.of(), provisioner, "", "WaitForFirstConsumer", topologies));
    }

    private void claim(String name, String storageClass, String volume, String mode) {
        PersistentVolumeClaim claim = new PersistentVolumeClaim(
                ObjectMeta.named("shop", name),
                Optional.of(storageClass),
                volume,
                Optional.empty(),
                "",
                new VolumeTraits(10, Set.of(mode), false),
                false);
        claims.put(new NamespacedName("shop", name), new SchedulerClaim(claim, !volume.isEmpty(), Optional.empty()));
    }

    private void volume(
            String name, String storageClass, Optional<List<NodeSelectorTerm>> affinity, Map<String, String> labels) {
        PersistentVolume volume = new PersistentVolume(
                name,
                Map.of(),
                "disk",
                storageClass,
                affinity,
                "",
                "",
                "",
                new VolumeTraits(20, Set.of("ReadWriteOnce"), false),
                PersistentVolume.Phase.Available,
                false);
        volumes.put(name, new SchedulerVolume(volume, labels, name));
    }

    private ClusterView view(SchedulerPod... pods) {
        ClusterStorage storage = new ClusterStorage(
                claims, volumes, classes, capacities, capacities.isEmpty() ? Set.of() : Set.of("disk"), Map.of());
        return ClusterView.of(SchedulerCluster.of(nodes, List.of(pods)).withStorage(storage));
    }

    @Test
    void aBoundClaimGoesWhereItsVolumeIs() {
        claim("data", "made", "v", "ReadWriteOnce");
        volume("v", "made", ON_AWS, Map.of());

        assertThat(scheduler.place(claiming(pod("new"), "data"), view()).refusals())
                .isEqualTo(Map.of("s", List.of("node(s) didn't match PersistentVolume's node affinity")));
    }

    @Test
    void aClaimThatIsNotThereOrWaitsForItsVolumeIsForNoNode() {
        claim("unbound", "none", "", "ReadWriteOnce");

        assertThat(scheduler.place(claiming(pod("new"), "gone"), view()).message())
                .isEqualTo("0/2 nodes are available: persistentvolumeclaim \"gone\" not found.");
        assertThat(scheduler.place(claiming(pod("new"), "unbound"), view()).message())
                .isEqualTo("0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.");
    }

    @Test
    void aClaimOfAStaticClassTakesAVolumeAndTheNextOneHasNone() {
        claim("one", "static", "", "ReadWriteOnce");
        claim("two", "static", "", "ReadWriteOnce");
        volume("v", "static", ON_AWS, Map.of());
        ClusterView view = view();
        assertThat(scheduler.place(claiming(pod("new"), "one"), view).feasible())
                .containsExactly("a");

        SchedulerPod first = claiming(pod("first"), "one").on("a");
        view.add(first);

        assertThat(scheduler.place(claiming(pod("new"), "two"), view).reasons())
                .isEqualTo(Map.of("node(s) didn't find available persistent volumes to bind", 2));
        assertThat(scheduler.place(claiming(pod("new"), "one"), view).feasible())
                .containsExactly("a");
        view.remove(first);
        assertThat(scheduler.place(claiming(pod("new"), "two"), view).feasible())
                .containsExactly("a");
    }

    @Test
    void aVolumeIsMadeForTheNodeOfTheFirstPod() {
        claim("data", "made", "", "ReadWriteOnce");
        ClusterView view = view();
        assertThat(scheduler.place(claiming(pod("new"), "data"), view).feasible())
                .containsExactly("a", "s");

        view.add(claiming(pod("first"), "data").on("s"));

        assertThat(scheduler.place(claiming(pod("new"), "data"), view).feasible())
                .containsExactly("s");
    }

    @Test
    void aVolumeIsMadeWhereTheClassAllowsItAndThereIsSpace() {
        storageClass("made", "disk", ON_AWS.orElseThrow());
        claim("data", "made", "", "ReadWriteOnce");
        assertThat(scheduler.place(claiming(pod("new"), "data"), view()).feasible())
                .containsExactly("a");

        storageClass("made", "disk", List.of());
        capacities = List.of(
                new StorageCapacity("made", Optional.of(LabelSelector.of("provider", "aws")), 5),
                new StorageCapacity("made", Optional.of(LabelSelector.of("provider", "scaleway")), 10));
        assertThat(scheduler.place(claiming(pod("new"), "data"), view()).refusals())
                .isEqualTo(Map.of("a", List.of("node(s) did not have enough free storage")));
    }

    @Test
    void aVolumesZoneIsTheNodesUnlessThatHasNone() {
        nodes = List.of(
                node("east", 4, Map.of(ZONE, "east")),
                node("west", 4, Map.of(ZONE, "west")),
                node("bare", 4, Map.of()));
        claim("data", "made", "v", "ReadWriteOnce");
        volume("v", "made", Optional.empty(), Map.of("failure-domain.beta.kubernetes.io/zone", "east__north"));

        assertThat(scheduler.place(claiming(pod("new"), "data"), view()).refusals())
                .isEqualTo(Map.of("west", List.of("node(s) had no available volume zone")));
    }

    @Test
    void aNodeAttachesSoManyVolumesAndOneOnlyOnce() {
        SchedulerNode open = nodeOf("aws", "a");
        nodes = List.of(new SchedulerNode(open.node(), false, open.allocatable(), 110, Map.of("disk", 1)));
        claim("one", "made", "v1", "ReadWriteOnce");
        claim("two", "made", "v2", "ReadWriteOnce");
        volume("v1", "made", Optional.empty(), Map.of());
        volume("v2", "made", Optional.empty(), Map.of());
        ClusterView view = view(claiming(pod("first"), "one").on("a"));

        assertThat(scheduler.place(claiming(pod("new"), "two"), view).reasons())
                .isEqualTo(Map.of("node(s) exceed max volume count", 1));
        assertThat(scheduler.place(claiming(pod("new"), "one"), view).isFeasible())
                .isTrue();
        view.remove(claiming(pod("first"), "one").on("a"));
        assertThat(scheduler.place(claiming(pod("new"), "two"), view).isFeasible())
                .isTrue();
    }

    @Test
    void aClaimOfOnePodIsUsedByOne() {
        claim("data", "made", "v", "ReadWriteOncePod");
        volume("v", "made", Optional.empty(), Map.of());

        assertThat(scheduler
                        .place(
                                claiming(pod("new"), "data"),
                                view(claiming(pod("first"), "data").on("a")))
                        .reasons())
                .hasSize(1)
                .containsValue(2);
        assertThat(scheduler.place(claiming(pod("new"), "data"), view()).isFeasible())
                .isTrue();
    }
}
