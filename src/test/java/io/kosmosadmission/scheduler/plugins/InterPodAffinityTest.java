package io.kosmosadmission.scheduler.plugins;

import static io.kosmosadmission.scheduler.GivenCluster.about;
import static io.kosmosadmission.scheduler.GivenCluster.farFrom;
import static io.kosmosadmission.scheduler.GivenCluster.near;
import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.nodeOf;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static io.kosmosadmission.scheduler.GivenCluster.view;
import static io.kosmosadmission.scheduler.GivenCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** AffinityToPods and NearnessToPods. */
class InterPodAffinityTest {
    private static final List<SchedulerNode> NODES =
            List.of(nodeOf("aws", "a1"), nodeOf("aws", "a2"), nodeOf("scaleway", "s"), node("bare", 4, Map.of()));

    private final Scheduler scheduler = new Scheduler(36);

    @Test
    void aPodGoesToItsNeighbours() {
        ClusterView view = view(NODES, pod("db", "db").on("s"));

        assertThat(scheduler
                        .place(with(pod("new"), near("provider", "db")), view)
                        .feasible())
                .containsExactly("s");
        assertThat(scheduler
                        .place(with(pod("new"), near("provider", "none")), view)
                        .reasons())
                .isEqualTo(Map.of("node(s) didn't match pod affinity rules", 4));
    }

    @Test
    void theFirstOfASeriesMayStartWhereTheLabelIs() {
        assertThat(scheduler
                        .place(with(pod("new"), near("provider", "web")), view(NODES))
                        .feasible())
                .containsExactly("a1", "a2", "s");
    }

    @Test
    void aPodKeepsOffItsLikeAndANodeWithoutTheLabelIsFree() {
        ClusterView view = view(NODES, pod("1").on("a1"));

        assertThat(scheduler
                        .place(with(pod("new"), farFrom("provider", "web")), view)
                        .feasible())
                .containsExactly("s", "bare");
    }

    @Test
    void aPodIsKeptOffByThoseThatAreThere() {
        ClusterView view =
                view(NODES, with(pod("alone", "db"), farFrom("provider", "web")).on("s"));

        assertThat(scheduler.place(pod("new"), view).refusals())
                .isEqualTo(Map.of("s", List.of("node(s) didn't satisfy existing pods anti-affinity rules")));
    }

    @Test
    void podsThatAreBeingDeletedCount() {
        ObjectMeta deleting = new ObjectMeta("shop", "1", "", "", Map.of("app", "web"), Map.of(), List.of(), "", true);
        ClusterView view = view(NODES, pod("1").withMetadata(deleting).on("s"));

        assertThat(scheduler
                        .place(with(pod("new"), farFrom("provider", "web")), view)
                        .feasible())
                .doesNotContain("s");
    }

    @Test
    void wishesOfBothSidesAreSummed() {
        SchedulerPod wishing =
                with(pod("db", "db"), Affinity.near(PodAffinity.preferred(30, about("provider", "web"))));
        ClusterView view = view(NODES, wishing.on("s"), pod("1").on("a1"), pod("2").on("a2"));

        // a: −2·10; s: 30; bare: 0.
        assertThat(normalized(
                        with(pod("new"), Affinity.farFrom(PodAffinity.preferred(10, about("provider", "web")))), view))
                .isEqualTo(Map.of("a1", 0L, "a2", 0L, "s", 100L, "bare", 40L));
    }

    @Test
    void aRequiredAffinityOfAPodThatIsThereWeighsOne() {
        ClusterView view =
                view(NODES, with(pod("db", "db"), near("provider", "web")).on("s"));

        assertThat(scheduler
                        .place(pod("new"), view)
                        .scores("InterPodAffinity")
                        .get("s")
                        .raw())
                .isOne();
        assertThat(scheduler.place(pod("new", "other"), view).plugins()).doesNotContain("InterPodAffinity");
    }

    @Test
    void aTermMaySelectNamespaces() {
        PodAffinityTerm anywhere = new PodAffinityTerm(
                "provider",
                Optional.of(LabelSelector.of("app", "web")),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new LabelSelector(Map.of(), List.of())));
        SchedulerPod elsewhere = pod("1").withMetadata(pod("1").metadata().withNamespace("elsewhere"));
        ClusterView view = view(NODES, elsewhere.on("s"));

        assertThat(scheduler
                        .place(with(pod("new"), farFrom("provider", "web")), view)
                        .feasible())
                .contains("s");
        assertThat(scheduler
                        .place(with(pod("new"), Affinity.farFrom(PodAffinity.required(anywhere))), view)
                        .feasible())
                .doesNotContain("s");
    }

    private Map<String, Long> normalized(SchedulerPod pod, ClusterView view) {
        Map<String, Long> scores = new TreeMap<>();
        scheduler
                .place(pod, view)
                .scores("InterPodAffinity")
                .forEach((node, score) -> scores.put(node, score.normalized()));
        return scores;
    }
}
