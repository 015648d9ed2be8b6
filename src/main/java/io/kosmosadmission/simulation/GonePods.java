package io.kosmosadmission.simulation;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The pods that are gone with their nodes, by the workload that makes them again. Those of DaemonSets, of other
 * controllers that make a pod for each node, and of nodes themselves go with their nodes and are missed by nobody; a pod that
 * is being deleted is replaced already.
 */
final class GonePods {

    private static final String NODE = "Node";

    private final Inventory inventory;
    private final Map<OwnerName, WorkloadName> names = new HashMap<>();
    private final Map<WorkloadName, List<SchedulerPod>> gone = new TreeMap<>();
    private final Map<WorkloadName, List<SchedulerPod>> left = new HashMap<>();
    private int waiting;

    private record OwnerName(String kind, String namespace, String name) {}

    private GonePods(Inventory inventory) {
        this.inventory = inventory;
    }

    /** goneNodes: the names of the nodes that are gone. */
    static GonePods of(SimulatedCluster cluster, Set<String> goneNodes) {
        GonePods found = new GonePods(cluster.inventory());
        List<SchedulerPod> others = new ArrayList<>();
        for (SchedulerPod pod : cluster.scheduled().pods()) {
            if (pod.nodeName().isEmpty()) {
                found.waiting++;
            } else if (isMissed(pod)) {
                if (goneNodes.contains(pod.nodeName())) {
                    found.gone
                            .computeIfAbsent(found.nameOf(pod), unseen -> new ArrayList<>())
                            .add(pod);
                } else {
                    others.add(pod);
                }
            }
        }
        for (SchedulerPod pod : others) {
            WorkloadName name = found.nameOf(pod);
            if (found.gone.containsKey(name)) {
                found.left.computeIfAbsent(name, unseen -> new ArrayList<>()).add(pod);
            }
        }
        return found;
    }

    /** Returns whether anyone misses the pod where its node goes. */
    static boolean isMissed(SchedulerPod pod) {
        return !pod.metadata().deleting() && !goesWithNode(pod);
    }

    private static boolean goesWithNode(SchedulerPod pod) {
        Optional<OwnerReference> owner = pod.metadata().controller();
        return owner.isPresent()
                && (owner.get().kind().equals(NODE)
                        || WorkloadKind.of(owner.get())
                                .filter(WorkloadKind.DaemonSet::equals)
                                .isPresent()
                        || isForItsNodeAlone(pod));
    }

    private static boolean isForItsNodeAlone(SchedulerPod pod) {
        Requirement ownNode = Requirement.in(NodeSelectorTerm.NAME_FIELD, List.of(pod.nodeName()));
        List<NodeSelectorTerm> terms = pod.spec().requiredNodeAffinity().orElse(List.of());
        return !terms.isEmpty()
                && terms.stream().allMatch(term -> term.matchFields().contains(ownNode));
    }

    /** The pods of one controller are of one workload. */
    private WorkloadName nameOf(SchedulerPod pod) {
        Optional<OwnerReference> owner = pod.metadata().controller();
        if (owner.isEmpty()) {
            return WorkloadName.of(pod.metadata(), inventory);
        }
        OwnerName key =
                new OwnerName(owner.get().kind(), pod.namespace(), owner.get().name());
        return names.computeIfAbsent(key, unseen -> WorkloadName.of(pod.metadata(), inventory));
    }

    Map<WorkloadName, List<SchedulerPod>> byWorkload() {
        return gone;
    }

    List<SchedulerPod> leftOf(WorkloadName name) {
        return left.getOrDefault(name, List.of());
    }

    /** Returns how many pods had no node before. */
    int waiting() {
        return waiting;
    }
}
