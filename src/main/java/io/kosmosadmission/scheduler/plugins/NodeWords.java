package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PreferredTerm;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.scheduler.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pod says of nodes alone, and of no other pods: what follows from it is the same for all pods that say the same. */
record NodeWords(
        Map<String, String> nodeSelector,
        Optional<List<NodeSelectorTerm>> requiredNodeAffinity,
        List<PreferredTerm> preferredNodes,
        List<Toleration> tolerations) {

    static NodeWords of(PodSpec spec) {
        return new NodeWords(
                spec.nodeSelector(),
                spec.requiredNodeAffinity(),
                spec.affinity().preferredNodes(),
                spec.tolerations());
    }
}
