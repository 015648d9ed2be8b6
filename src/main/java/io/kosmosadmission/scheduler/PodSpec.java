package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pods of one template have in common for the scheduler. What is computed for one spec is used for all pods with an
 * equal one, so that labels, claims and names are no part of it.
 *
 * @param requiredNodeAffinity the ORed terms; empty without required node affinity
 */
public record PodSpec(
        Map<String, String> nodeSelector,
        Optional<List<NodeSelectorTerm>> requiredNodeAffinity,
        Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpreadConstraint> topologySpreadConstraints,
        PodDemand demand) {

    public PodSpec {
        nodeSelector = Map.copyOf(nodeSelector);
        requiredNodeAffinity = requiredNodeAffinity.map(List::copyOf);
        tolerations = List.copyOf(tolerations);
        topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
    }

    /** Returns the spec of a pod that a review sees, with its additions if any; demand was read beside it. */
    public static PodSpec of(PodView pod, PodDemand demand) {
        return new PodSpec(
                pod.nodeSelector(),
                pod.requiredNodeAffinity(),
                pod.affinity(),
                pod.tolerations(),
                pod.topologySpreadConstraints(),
                demand);
    }
}
