package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod, or the pod template of a workload, as an inventory stores it: where the pod runs, and its volumes. It leaves
 * out what decisions read only of a pod under review ({@link PodView}): preferences, and of affinity to other pods and of
 * spread constraints all but the topologyKeys of the hard ones.
 *
 * @param nodeName empty where no node is chosen
 * @param requiredNodeAffinity the ORed terms; empty without required node affinity
 * @param tolerations those that a provider's taint may need, of a template, or of a pod that no template tells of
 * @param resources the names under requests or limits of the pod or any container
 * @param phase empty where it is not known
 */
public record StoredPod(
        ObjectMeta metadata,
        String nodeName,
        Map<String, String> nodeSelector,
        Optional<List<NodeSelectorTerm>> requiredNodeAffinity,
        TopologyKeys topologyKeys,
        List<Toleration> tolerations,
        List<Volume> volumes,
        Set<String> resources,
        String phase)
        implements KubernetesObject {

    public StoredPod {
        nodeSelector = Map.copyOf(nodeSelector);
        requiredNodeAffinity = requiredNodeAffinity.map(List::copyOf);
        tolerations = List.copyOf(tolerations);
        volumes = List.copyOf(volumes);
        resources = Set.copyOf(resources);
    }

    public static StoredPod of(PodView pod) {
        return new StoredPod(
                pod.metadata(),
                pod.nodeName(),
                pod.nodeSelector(),
                pod.requiredNodeAffinity(),
                TopologyKeys.of(pod),
                isToldByATemplate(pod) ? List.of() : stored(pod.tolerations()),
                pod.volumes(),
                pod.resources(),
                pod.phase());
    }

    private static boolean isToldByATemplate(PodView pod) {
        return pod.isMirror()
                || pod.metadata().controller().flatMap(WorkloadKind::of).isPresent();
    }

    /** Every pod has some that say how long it stays on a broken node. */
    private static List<Toleration> stored(List<Toleration> tolerations) {
        return tolerations.stream()
                .filter(toleration -> !toleration.key().startsWith(Taint.OF_NODES))
                .toList();
    }

    /** Returns the pod as a review would see it, without what isn't stored. */
    public PodView asReviewed() {
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                topologyKeys.near(),
                tolerations,
                topologyKeys.constraints(),
                volumes,
                resources,
                phase,
                Presence.NONE);
    }

    @Override
    public boolean isStored() {
        return !volumes.isEmpty() || !tolerations.isEmpty();
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
                topologyKeys,
                tolerations,
                volumes,
                resources,
                phase);
    }
}
