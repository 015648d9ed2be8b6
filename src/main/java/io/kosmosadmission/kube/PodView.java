package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a pod under review, or of a pod template, that decisions read.
 *
 * @param nodeName empty where absent
 * @param requiredNodeAffinity the ORed terms; empty without required node affinity
 * @param resources the names under requests or limits of the pod or any container; read only where a match asks for them
 * @param phase empty where absent
 * @param presence which fields the pod had when it was read
 */
public record PodView(
        ObjectMeta metadata,
        String nodeName,
        Map<String, String> nodeSelector,
        Optional<List<NodeSelectorTerm>> requiredNodeAffinity,
        Affinity affinity,
        List<Toleration> tolerations,
        List<TopologySpreadConstraint> topologySpreadConstraints,
        List<Volume> volumes,
        Set<String> resources,
        String phase,
        Presence presence)
        implements ReviewedObject {

    /** The annotation that the kubelet sets on the API's copy of a static pod. */
    public static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

    /** The label that the Deployment controller sets on the pods of its ReplicaSets. */
    public static final String TEMPLATE_HASH = "pod-template-hash";

    /** The label that Argo Rollouts sets on the pods of its ReplicaSets. */
    public static final String ROLLOUTS_TEMPLATE_HASH = "rollouts-pod-template-hash";

    /** What {@link #workload} returns for a pod without a controller. */
    public static final String NO_WORKLOAD = "Pod";

    public PodView {
        nodeSelector = Map.copyOf(nodeSelector);
        requiredNodeAffinity = requiredNodeAffinity.map(List::copyOf);
        tolerations = List.copyOf(tolerations);
        topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
        volumes = List.copyOf(volumes);
        resources = Set.copyOf(resources);
    }

    public boolean isMirror() {
        return metadata.annotations().containsKey(MIRROR_ANNOTATION);
    }

    public boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /**
     * Returns whether the DaemonSet controller made the pod for one node. Anyone who wants to pass could claim the
     * owner, so the node affinity that the controller sets must be there too.
     */
    public boolean isOwnedByDaemonSet() {
        boolean owned = metadata.controller()
                .flatMap(WorkloadKind::of)
                .filter(kind -> kind == WorkloadKind.DaemonSet)
                .isPresent();
        return owned && isForNamedNodes();
    }

    /** Returns whether every term of the required node affinity names nodes: the pod was made for these, by whomever. */
    public boolean isForNamedNodes() {
        return requiredNodeAffinity.filter(PodView::everyTermNamesANode).isPresent();
    }

    private static boolean everyTermNamesANode(List<NodeSelectorTerm> terms) {
        return !terms.isEmpty()
                && terms.stream()
                        .allMatch(term -> term.matchFields().stream()
                                .anyMatch(field -> field.key().equals(NodeSelectorTerm.NAME_FIELD)
                                        && field.operator() == Operator.In));
    }

    /**
     * Returns the kind of workload that made the pod, from the pod alone: {@code Deployment}, or
     * {@code Rollout.argoproj.io} for a kind that isn't judged. A ReplicaSet whose name ends in the pod's template hash
     * counts as a Deployment.
     */
    public String workload() {
        Optional<OwnerReference> controller = metadata.controller();
        if (controller.isEmpty()) {
            return NO_WORKLOAD;
        }
        OwnerReference owner = controller.get();
        Optional<WorkloadKind> kind = WorkloadKind.of(owner);
        if (kind.isEmpty()) {
            return owner.group().isEmpty() ? owner.kind() : owner.kind() + "." + owner.group();
        }
        String hash = metadata.labels().getOrDefault(TEMPLATE_HASH, "");
        boolean byDeployment = kind.get() == WorkloadKind.ReplicaSet
                && !hash.isEmpty()
                && owner.name().endsWith("-" + hash);
        return byDeployment ? WorkloadKind.Deployment.name() : kind.get().name();
    }

    public boolean tolerates(Taint taint) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }

    public PodView withMetadata(ObjectMeta other) {
        return new PodView(
                other,
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                affinity,
                tolerations,
                topologySpreadConstraints,
                volumes,
                resources,
                phase,
                presence);
    }

    public PodView inNamespace(String namespace) {
        return metadata.namespace().equals(namespace) ? this : withMetadata(metadata.withNamespace(namespace));
    }

    public PodView withNodeName(String other) {
        return new PodView(
                metadata,
                other,
                nodeSelector,
                requiredNodeAffinity,
                affinity,
                tolerations,
                topologySpreadConstraints,
                volumes,
                resources,
                phase,
                presence);
    }

    public PodView withoutTolerations() {
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                affinity,
                List.of(),
                topologySpreadConstraints,
                volumes,
                resources,
                phase,
                presence);
    }

    public PodView withVolumes(List<Volume> other) {
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                requiredNodeAffinity,
                affinity,
                tolerations,
                topologySpreadConstraints,
                other,
                resources,
                phase,
                presence);
    }

    private PodView withRequiredNodeAffinity(Optional<List<NodeSelectorTerm>> other) {
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                other,
                affinity,
                tolerations,
                topologySpreadConstraints,
                volumes,
                resources,
                phase,
                presence);
    }

    /**
     * Returns the pod without the unwanted requirements of its required node affinity. Where a term consists of
     * unwanted ones only, the whole affinity is left out: nothing of that term is left to exclude a node.
     */
    public PodView withoutRequirements(Predicate<Requirement> unwanted) {
        if (requiredNodeAffinity.isEmpty()) {
            return this;
        }
        List<NodeSelectorTerm> left = new ArrayList<>();
        for (NodeSelectorTerm term : requiredNodeAffinity.get()) {
            NodeSelectorTerm other = term.without(unwanted);
            if (other.isEmpty() && !term.isEmpty()) {
                return withRequiredNodeAffinity(Optional.empty());
            }
            left.add(other);
        }
        return withRequiredNodeAffinity(Optional.of(left));
    }

    /** Returns the pod with the additions. Its presence stays as it was when the pod was read. */
    public PodView with(PodAdditions added) {
        List<Toleration> moreTolerations = new ArrayList<>(tolerations);
        moreTolerations.addAll(added.tolerations());
        List<TopologySpreadConstraint> moreConstraints = new ArrayList<>(topologySpreadConstraints);
        moreConstraints.addAll(added.topologySpreadConstraints());
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                added.requiredTerms(requiredNodeAffinity),
                affinity.and(added.affinity()),
                moreTolerations,
                moreConstraints,
                volumes,
                resources,
                phase,
                presence);
    }
}
