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
        return place(pod, view, 0, view.state().nodes().size());
    }

    /**
     * Returns the same of as many nodes as the scheduler would look at, which depends on the pods that were placed before
     * with this search.
     */
    public Placement place(SchedulerPod pod, ClusterView view, NodeSearch search) {
        int nodes = view.state().nodes().size();
        Placement placement = place(pod, view, search.begin(nodes), NodeSearch.enough(nodes));
        search.looked(placement.looked(), nodes);
        return placement;
    }

    private Placement place(SchedulerPod pod, ClusterView view, int begin, int enough) {
        Cycle cycle = Cycle.of(pod, view.state(), minorVersion);
        Filters filters = new Filters(cycle);
        List<NodeState> feasible = new ArrayList<>();
        List<SchedulerNode> refused = new ArrayList<>();
        List<List<String>> refusals = new ArrayList<>();
        List<NodeState> nodes = view.state().nodes();
        for (int i = 0; i < nodes.size() && feasible.size() < enough; i++) {
            NodeState node = nodes.get((begin + i) % nodes.size());
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
