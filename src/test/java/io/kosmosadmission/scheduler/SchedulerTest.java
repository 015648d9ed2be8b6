package io.kosmosadmission.scheduler;

import static io.kosmosadmission.scheduler.GivenCluster.node;
import static io.kosmosadmission.scheduler.GivenCluster.pod;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private final Scheduler scheduler = new Scheduler(36);

    @Test
    void theNodeWithMoreRoomIsBest() {
        ClusterView view = ClusterView.of(SchedulerCluster.of(
                List.of(node("a", 4, Map.of()), node("b", 4, Map.of())),
                List.of(pod("full").on("a"))));

        Placement placement = scheduler.place(pod("new"), view);

        assertThat(placement.feasible()).containsExactly("a", "b");
        assertThat(placement.best()).containsExactly("b");
        assertThat(placement.node()).contains("b");
    }

    @Test
    void whereNoNodeHasRoomTheMessageIsTheSchedulers() {
        ClusterView view = ClusterView.of(SchedulerCluster.of(
                List.of(node("a", 1, Map.of()), node("b", 1, Map.of())),
                List.of(pod("full").on("a"))));

        Placement placement = scheduler.place(pod("new").withSpec(GivenCluster.spec(2000, 1)), view);

        assertThat(placement.isFeasible()).isFalse();
        assertThat(placement.message()).isEqualTo("0/2 nodes are available: 2 Insufficient cpu.");
        assertThat(placement.refusals()).containsEntry("b", List.of("Insufficient cpu"));
    }

    @Test
    void aRollbackLeavesTheViewAsItWas() {
        ClusterView view = ClusterView.of(SchedulerCluster.of(
                List.of(node("a", 1, Map.of())), List.of(pod("first").on("a"))));
        ClusterView.Mark mark = view.mark();
        view.remove(pod("first").on("a"));
        view.addNode(node("b", 8, Map.of()));
        view.add(pod("second").on("b"));
        assertThat(scheduler.place(pod("new"), view).feasible()).containsExactly("a", "b");

        view.rollback(mark);

        assertThat(view.podsOn("a")).extracting(SchedulerPod::name).containsExactly("first");
        assertThat(view.hasNode("b")).isFalse();
        assertThat(scheduler.place(pod("new"), view).feasible()).containsExactly("a");
    }
}
