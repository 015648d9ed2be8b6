package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a pod, or of a pod template, that a decision reads. requiredNodeAffinity holds the ORed terms; it is
 * empty where the pod has no required node affinity at all. resources are the names under requests or limits of any
 * container, read only where some match asks for them. nodeName and phase are empty where absent.
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
        Presence points)
        implements ReviewedObject {

    /** Set by the kubelet on the API's copy of a static pod. */
    public static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

    /** Set by the Deployment controller on its ReplicaSets' pods. */
    public static final String TEMPLATE_HASH = "pod-template-hash";

    /** The word for a pod without a controller. */
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
     * Made by the DaemonSet controller for one node: the owner alone could be claimed by anyone who wants to pass, so the
     * terms that the controller sets must be there too.
     */
    public boolean isOwnedByDaemonSet() {
        boolean owned = metadata.controller()
                .flatMap(WorkloadKind::of)
                .filter(kind -> kind == WorkloadKind.DaemonSet)
                .isPresent();
        return owned
                && requiredNodeAffinity.filter(PodView::everyTermNamesANode).isPresent();
    }

    private static boolean everyTermNamesANode(List<NodeSelectorTerm> terms) {
        return !terms.isEmpty()
                && terms.stream()
                        .allMatch(term -> term.matchFields().stream()
                                .anyMatch(field -> field.key().equals(NodeSelectorTerm.NAME_FIELD)
                                        && field.operator() == Operator.In));
    }

    /**
     * What made the pod, read from the pod alone. A ReplicaSet whose name ends in the pod's template hash is a Deployment's.
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
                points);
    }

    public PodView inNamespace(String namespace) {
        return metadata.namespace().equals(namespace) ? this : withMetadata(metadata.withNamespace(namespace));
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
                points);
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
                points);
    }

    /**
     * This pod without those requirements of its required node affinity. A term that was nothing else said nothing, so all
     * nodes may match.
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

    /** This pod as it is with the additions; what it was when it was read stays in its points. */
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
                points);
    }
}
