package io.kosmosadmission.scheduler.plugins;

import static io.kosmosadmission.scheduler.GivenCluster.HARD;
import static io.kosmosadmission.scheduler.GivenCluster.SOFT;
import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.nodeOf;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static io.kosmosadmission.scheduler.GivenCluster.spread;
import static io.kosmosadmission.scheduler.GivenCluster.view;
import static io.kosmosadmission.scheduler.GivenCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.scheduler.ClusterStorage;
import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.OwnerSelector;
import io.kosmosadmission.scheduler.Placement;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** HardSpread and SoftSpread. */
class PodTopologySpreadTest {
    private static final List<SchedulerNode> NODES = List.of(
            nodeOf("aws", "a"),
            nodeOf("scaleway", "s"),
            nodeOf("hetzner", "h"),
            node("bare", 4, Map.of("kubernetes.io/hostname", "bare")));

    private final Scheduler scheduler = new Scheduler(36);

    @Test
    void aDomainThatIsAheadIsClosedAndANodeWithoutTheLabelToo() {
        ClusterView view = view(
                NODES, pod("1").on("a"), pod("2").on("s"), pod("other", "db").on("h"));

        Placement placement = scheduler.place(with(pod("new"), spread("provider", 1, HARD)), view);

        assertThat(placement.feasible()).containsExactly("h");
        assertThat(placement.refusals())
                .containsEntry("a", List.of("node(s) didn't match pod topology spread constraints"))
                .containsEntry(
                        "bare",
                        List.of("node(s) didn't match pod topology spread constraints (missing required label)"));
    }

    @Test
    void aPodThatIsNotSelectedItselfDoesNotCount() {
        ClusterView view = view(NODES, pod("1").on("a"));

        assertThat(scheduler
                        .place(with(pod("new", "db"), spread("provider", 1, HARD)), view)
                        .feasible())
                .containsExactly("a", "s", "h");
    }

    @Test
    void tooFewDomainsCountAsAnEmptyOne() {
        TopologySpreadConstraint four = new TopologySpreadConstraint(
                1,
                "provider",
                HARD,
                OptionalInt.of(4),
                Optional.empty(),
                Optional.of(LabelSelector.of("app", "web")),
                List.of());
        ClusterView view = view(NODES, pod("1").on("a"), pod("2").on("s"), pod("3").on("h"));

        assertThat(scheduler.place(with(pod("new"), four), view).isFeasible()).isFalse();
        assertThat(scheduler
                        .place(with(pod("new"), spread("provider", 1, HARD)), view)
                        .isFeasible())
                .isTrue();
    }

    @Test
    void fewerPodsAreBetterAndANodeWithoutTheLabelIsLast() {
        ClusterView view = view(NODES, pod("1").on("a"), pod("2").on("a"), pod("3").on("s"));

        // ln(3 + 2) = 1.61 a pod: 3, 2 and 0, so that 100·(3 + 0 − s)/3.
        assertThat(normalized(with(pod("new"), spread("provider", 1, SOFT)), view))
                .isEqualTo(Map.of("a", 0L, "s", 33L, "h", 100L, "bare", 0L));
    }

    @Test
    void anEmptySelectorCountsNothing() {
        TopologySpreadConstraint all = new TopologySpreadConstraint(
                1,
                "provider",
                SOFT,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(new LabelSelector(Map.of(), List.of())),
                List.of());
        ClusterView view = view(NODES, pod("1").on("a"));

        assertThat(normalized(with(pod("new"), all), view))
                .containsEntry("a", 100L)
                .containsEntry("s", 100L);
    }

    @Test
    void podsOfOneOwnerAreSpreadOverHostsAndZones() {
        OwnerReference owner = new OwnerReference("apps/v1", "ReplicaSet", "web", "", true);
        ObjectMeta metadata =
                new ObjectMeta("shop", "new", "", "", Map.of("app", "web"), Map.of(), List.of(owner), "", false);
        SchedulerPod pod = pod("new").withMetadata(metadata);
        ClusterView view = ClusterView.of(new SchedulerCluster(
                NODES,
                List.of(pod("1").on("a"), pod("2").on("a")),
                Map.of(),
                List.of(),
                List.of(new OwnerSelector("ReplicaSet", "shop", "web", LabelSelector.of("app", "web"))),
                List.of(),
                ClusterStorage.NONE));

        // Hosts alone, since no node has a zone: 2·ln(4 + 2) + 2 = 5.58, the others 2.
        assertThat(normalized(pod, view)).isEqualTo(Map.of("a", 33L, "s", 100L, "h", 100L, "bare", 100L));
        assertThat(scheduler.place(pod("new"), view).plugins()).doesNotContain("PodTopologySpread");
    }

    private Map<String, Long> normalized(SchedulerPod pod, ClusterView view) {
        Map<String, Long> scores = new TreeMap<>();
        scheduler
                .place(pod, view)
                .scores("PodTopologySpread")
                .forEach((node, score) -> scores.put(node, score.normalized()));
        return scores;
    }
}
