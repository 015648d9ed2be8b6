package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod, or the pod template of a workload, as an inventory stores it: where the pod runs, and its volumes. It leaves
 * out what decisions read only of a pod under review ({@link PodView}): preferences, affinity to other pods,
 * tolerations, spread constraints.
 *
 * @param nodeName empty where no node is chosen
 * @param requiredNodeAffinity the ORed terms; empty without required node affinity
 * @param resources the names under requests or limits of the pod or any container
 * @param phase empty where it is not known
 */
public record StoredPod(
        ObjectMeta metadata,
        String nodeName,
        Map<String, String> nodeSelector,
        Optional<List<NodeSelectorTerm>> requiredNodeAffinity,
        List<Volume> volumes,
        Set<String> resources,
        String phase)
        implements KubernetesObject {

    public StoredPod {
        nodeSelector = Map.copyOf(nodeSelector);
        requiredNodeAffinity = requiredNodeAffinity.map(List::copyOf);
        volumes = List.copyOf(volumes);
        resources = Set.copyOf(resources);
    }

    public static StoredPod of(PodView pod) {
        return new StoredPod(
                pod.metadata(),
                pod.nodeName(),
                pod.nodeSelector(),
                pod.requiredNodeAffinity(),
                pod.volumes(),
                pod.resources(),
                pod.phase());
    }

    /** Returns the pod as a review would see it, without what isn't stored. */
    public PodView asReviewed() {
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                Affinity.NONE,
                List.of(),
                List.of(),
                volumes,
                resources,
                phase,
                Presence.NONE);
    }

    @Override
    public String name() {
        return metadata.name();
    }

    @Override
    public String namespace() {
        return metadata.namespace();
    }

    public StoredPod inNamespace(String namespace) {
        return new StoredPod(
                metadata.withNamespace(namespace),
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                volumes,
                resources,
                phase);
    }
}
