package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.scheduler.SchedulerVolume;
import io.kosmosadmission.scheduler.StorageCapacity;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PodClaim;
import io.kosmosadmission.scheduler.state.StorageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the node can have the volumes of the pod's claims.
 *
 * <p>Filter: every claim is there and isn't being deleted. A bound claim's volume is there, and its node affinity matches the node.
 * An unbound claim's class waits for the first consumer, and on the node it can be had: it is the node for which the volume is to
 * be made already; or a volume suits the claim whose node affinity matches; or the class's provisioner can make one: it is not
 * {@code kubernetes.io/no-provisioner}, the class's allowedTopologies match the node, and where the driver tells its storage
 * capacity there is enough for the node.
 *
 * <p>It has no score but with an alpha feature. The claim of a generic ephemeral volume that isn't there yet counts as its template
 * says: the controller makes it. Left out: in-tree volumes that a CSI driver has taken over keep their own node affinity.
 *
 * <p>Source: volumebinding/volume_binding.go PreFilter, Filter; volumebinding/binder.go FindPodVolumes.
 */
final class VolumeBinding {

    private static final String NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
    private static final String NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind";
    private static final String NO_SPACE = "node(s) did not have enough free storage";
    private static final String VOLUME_GONE =
            "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    private final StorageState storage;
    private final List<PodClaim> bound = new ArrayList<>();
    private final List<PodClaim> waiting = new ArrayList<>();

    private VolumeBinding(StorageState storage) {
        this.storage = storage;
    }

    static Filter filter(List<PodClaim> claims, StorageState storage) {
        if (claims.isEmpty()) {
            return Filter.SKIPPED;
        }
        VolumeBinding binding = new VolumeBinding(storage);
        for (PodClaim claim : claims) {
            (storage.isBound(claim) ? binding.bound : binding.waiting).add(claim);
        }
        return binding::refusal;
    }

    /** Returns why no node can have one of the claims; empty where it depends on the node. */
    static Optional<String> never(List<PodClaim> claims, StorageState storage) {
        return claims.stream().flatMap(claim -> never(claim, storage).stream()).findFirst();
    }

    private static Optional<String> never(PodClaim claim, StorageState storage) {
        String name = "persistentvolumeclaim \"" + claim.key().name() + "\"";
        if (claim.claim().isEmpty()) {
            return Optional.of(name + " not found");
        }
        if (claim.claim().get().claim().metadata().deleting()) {
            return Optional.of(name + " is being deleted");
        }
        return storage.isBound(claim) || storage.isWaiting(claim)
                ? Optional.empty()
                : Optional.of("pod has unbound immediate PersistentVolumeClaims");
    }

    private List<String> refusal(NodeState node) {
        for (PodClaim claim : bound) {
            if (claim.volume().isEmpty()) {
                return List.of(VOLUME_GONE);
            }
            if (!claim.volume().get().isUsableOn(node.node().node())) {
                return List.of(NODE_CONFLICT);
            }
        }
        return waiting.isEmpty() ? Filter.PASSES : unbound(node.node().node());
    }

    private List<String> unbound(Node node) {
        List<PodClaim> toMatch = new ArrayList<>();
        List<PodClaim> toMake = new ArrayList<>();
        for (PodClaim claim : waiting) {
            String chosen = storage.chosenNode(claim);
            if (!chosen.isEmpty() && !chosen.equals(node.name())) {
                return List.of(NOTHING_TO_BIND);
            }
            (chosen.isEmpty() ? toMatch : toMake).add(claim);
        }
        Map<PodClaim, SchedulerVolume> matches = storage.matches(toMatch, node);
        toMatch.stream().filter(claim -> !matches.containsKey(claim)).forEach(toMake::add);
        for (PodClaim claim : toMake) {
            Optional<String> reason =
                    claim.storageClass().flatMap(storageClass -> unmakeable(claim, storageClass, node));
            if (reason.isPresent()) {
                return List.of(reason.get());
            }
        }
        return Filter.PASSES;
    }

    private Optional<String> unmakeable(PodClaim claim, StorageClass storageClass, Node node) {
        String provisioner = storageClass.provisioner();
        List<NodeSelectorTerm> allowed = storageClass.allowedTopologies();
        boolean reached = allowed.isEmpty() || allowed.stream().anyMatch(term -> term.matches(node));
        if (provisioner.isEmpty() || provisioner.equals(NO_PROVISIONER) || !reached) {
            return Optional.of(NOTHING_TO_BIND);
        }
        return hasSpace(claim, storageClass, node) ? Optional.empty() : Optional.of(NO_SPACE);
    }

    private boolean hasSpace(PodClaim claim, StorageClass storageClass, Node node) {
        if (!storage.storage().driversWithCapacity().contains(storageClass.provisioner())) {
            return true;
        }
        for (StorageCapacity capacity : storage.storage().capacities()) {
            if (capacity.storageClassName().equals(storageClass.name())
                    && capacity.largest() >= claim.bytes()
                    && capacity.nodes().filter(it -> it.matches(node.labels())).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
