package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;

/**
 * A node. providerID is empty where nobody set it, as on Kosmos external nodes. uid is empty for a node that isn't in a
 * cluster yet, or never will be.
 */
public record Node(
        String name,
        Map<String, String> labels,
        String providerID,
        List<Taint> taints,
        String uid,
        ReadyCondition readiness)
        implements KubernetesObject {

    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** Creates a node without a uid and without a Ready condition. */
    public Node(String name, Map<String, String> labels, String providerID, List<Taint> taints) {
        this(name, labels, providerID, taints, "", ReadyCondition.UNKNOWN);
    }
}
