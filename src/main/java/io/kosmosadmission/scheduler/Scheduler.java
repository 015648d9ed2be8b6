package io.kosmosadmission.scheduler;

import io.kosmosadmission.scheduler.plugins.Cycle;
import io.kosmosadmission.scheduler.plugins.Filters;
import io.kosmosadmission.scheduler.plugins.Scores;
import io.kosmosadmission.scheduler.state.NodeState;
import java.util.ArrayList;
import java.util.List;

/** The arithmetic of kube-scheduler of one version of Kubernetes, with its default plugins. */
public final class Scheduler {

    private final int minorVersion;

    /** Creates the scheduler of Kubernetes 1.minorVersion. */
    public Scheduler(int minorVersion) {
        this.minorVersion = minorVersion;
    }

    /** Returns which nodes the pod can be put on, and how well each suits. The view stays as it is. */
    public Placement place(SchedulerPod pod, ClusterView view) {
        Cycle cycle = Cycle.of(pod, view.state(), minorVersion);
        Filters filters = new Filters(cycle);
        List<NodeState> feasible = new ArrayList<>();
        List<SchedulerNode> refused = new ArrayList<>();
        List<List<String>> refusals = new ArrayList<>();
        for (NodeState node : view.state().nodes()) {
            List<String> refusal = filters.refusal(node);
            if (refusal.isEmpty()) {
                feasible.add(node);
            } else {
                refused.add(node.node());
                refusals.add(refusal);
            }
        }
        List<PluginScores> scores = feasible.isEmpty() ? List.of() : Scores.of(cycle, feasible);
        return new Placement(
                feasible.stream().map(NodeState::node).toList(), scores, refused, refusals, filters.never());
    }
}
