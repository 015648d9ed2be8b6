package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.SchedulerPod;
import io.kosmosadmission.scheduler.state.ClusterState;
import io.kosmosadmission.scheduler.state.LabelledPods;
import io.kosmosadmission.scheduler.state.NodeState;
import java.util.List;

/**
 * One pod that is to be placed: a scheduling cycle.
 *
 * @param alike the placed pods with the same namespace and labels
 * @param facts what follows from what the pod says of nodes
 * @param resources what follows from its requests
 */
public record Cycle(
        SchedulerPod pod,
        ClusterState cluster,
        int minorVersion,
        LabelledPods alike,
        NodeFacts facts,
        ResourceScores resources) {

    /** Begins with what other pods with the same words have left behind. */
    public static Cycle of(SchedulerPod pod, ClusterState cluster, int minorVersion) {
        NodeFacts.Key words = new NodeFacts.Key(NodeWords.of(pod.spec()), minorVersion);
        ResourceScores.Key requests = new ResourceScores.Key(pod.spec().demand().requests(), minorVersion);
        return new Cycle(
                pod,
                cluster,
                minorVersion,
                cluster.podsLike(pod),
                cluster.perNode(words, () -> new NodeFacts(words)),
                cluster.perNode(requests, () -> new ResourceScores(requests)));
    }

    List<NodeState> nodes() {
        return cluster.nodes();
    }

    PodSpec spec() {
        return pod.spec();
    }
}
