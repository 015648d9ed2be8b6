package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.placing.Placer;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.TopologyKeys;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.storage.Consumer;
import io.kosmosadmission.storage.Following;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.VolumeUse;
import io.kosmosadmission.storage.VolumeUses;
import io.kosmosadmission.storage.VolumeWarnings;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import io.kosmosadmission.target.TodaysNodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what can run on no node that there is today, although that proves nothing, since such nodes may join: a value that is
 * misspelt, a zone that external nodes lack, a boundary whose provider's label nobody bears.
 *
 * <p>Reads the pod as it will be: its nodeSelector and required node affinity with what boundaries and claims added, the
 * topologyKeys of its hard spread and required podAffinity, and the hard homes of its volumes. Taints and free resources play
 * no part. Leaves alone a pod that has a node, one that is denied for it, the pods of a DaemonSet, which waits for nodes, and a
 * pod with more requirements than anybody writes, since each of them is asked of every node.
 */
public final class NowhereToday {

    private static final int MOST_REQUIREMENTS = 500;

    private final Inventory inventory;
    private final Targets targets;
    private final Homes homes;
    private final Placer placer;
    private final TodaysNodes nodes;
    private final VolumeWarnings volumeWarnings;

    public NowhereToday(Inventory inventory, Targets targets, Homes homes, Placer placer) {
        this.inventory = inventory;
        this.targets = targets;
        this.homes = homes;
        this.placer = placer;
        this.nodes = new TodaysNodes(inventory.providers());
        this.volumeWarnings = new VolumeWarnings(inventory, homes);
    }

    /** Returns the warning about a pod after all mutations; empty where a node is there for it. */
    public Optional<String> of(PodView pod, Scope scope) {
        return of(Candidate.of(pod, inventory), scope);
    }

    /** Returns the warning about the pods that a workload gives. */
    public Optional<String> of(Workload workload, Scope scope) {
        if (workload.kind() == WorkloadKind.DaemonSet) {
            return Optional.empty();
        }
        Candidate candidate = Candidate.of(workload, workload.firstOrdinal(), inventory);
        PodView pod = candidate.pod();
        PodView placed = placer.place(
                        pod,
                        scope.enforced().parts(pod, scope.rule(pod).found()),
                        WorkloadJudge.sources(workload, candidate))
                .result();
        return of(candidate.withPod(placed), scope);
    }

    private Optional<String> of(Candidate candidate, Scope scope) {
        PodView pod = candidate.pod();
        TopologyKeys keys = TopologyKeys.of(pod);
        boolean saysNothing =
                pod.nodeSelector().isEmpty() && pod.requiredNodeAffinity().isEmpty() && keys.isEmpty();
        if (saysNothing || !pod.nodeName().isEmpty() || requirements(pod, keys) > MOST_REQUIREMENTS) {
            return Optional.empty();
        }
        Target target = targets.of(pod);
        List<VolumeUse> uses = pod.volumes().isEmpty() || !scope.warnsOfStorage()
                ? List.of()
                : new VolumeUses(homes, candidate.claims()).of(pod);
        boolean runs = target.isEmpty()
                || nodes.any(target, (node, provider) -> meets(node, provider, pod, keys, uses))
                || nodes.owners((node, provider) -> true).isEmpty();
        return runs ? Optional.empty() : Optional.of(sentence(candidate, target, uses, keys, scope));
    }

    /** Returns how many requirements the pod has, each value of one counted. */
    private static int requirements(PodView pod, TopologyKeys keys) {
        int count = pod.nodeSelector().size()
                + keys.spread().size()
                + keys.affinity().size()
                + pod.volumes().size();
        for (NodeSelectorTerm term : pod.requiredNodeAffinity().orElse(List.of())) {
            count += values(term.matchExpressions()) + values(term.matchFields());
        }
        return count;
    }

    private static int values(List<Requirement> requirements) {
        int count = 0;
        for (Requirement requirement : requirements) {
            count += Math.max(1, requirement.values().size());
        }
        return count;
    }

    private String sentence(Candidate candidate, Target target, List<VolumeUse> uses, TopologyKeys keys, Scope scope) {
        PodView pod = candidate.pod();
        PodView own = uses.isEmpty() ? pod : Following.undone(pod, uses, target, inventory);
        Consumer consumer = new Consumer(candidate.kind(), candidate.name(), own, targets.of(own), uses);
        List<String> ofVolumes = volumeWarnings.onlyElsewhereToday(consumer);
        return ofVolumes.isEmpty()
                ? consumer.subject() + " asks for nodes that nobody has today, and stays Pending until one joins: "
                        + new AskedFor(inventory.providers(), nodes)
                                .of(own, uses, keys, scope.enforced().boundaries(pod))
                : ofVolumes.get(0); // the review of its volumes says the same
    }

    private static boolean meets(Node node, String provider, PodView pod, TopologyKeys keys, List<VolumeUse> uses) {
        return fits(node, pod)
                && bearsAll(node, keys.spread())
                && bearsAll(node, keys.affinity())
                && reachesAll(provider, uses);
    }

    /** Returns whether the node fulfils the pod's nodeSelector and required node affinity. */
    static boolean fits(Node node, PodView pod) {
        return meetsSelector(node, pod.nodeSelector()) && meetsAffinity(node, pod.requiredNodeAffinity());
    }

    private static boolean meetsSelector(Node node, Map<String, String> selector) {
        for (Map.Entry<String, String> label : selector.entrySet()) {
            if (!TodaysNodes.fulfils(node, AskedFor.requirement(label))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meetsAffinity(Node node, Optional<List<NodeSelectorTerm>> terms) {
        if (terms.isEmpty()) {
            return true;
        }
        for (NodeSelectorTerm term : terms.get()) {
            if (TodaysNodes.fulfils(node, term)) {
                return true;
            }
        }
        return false;
    }

    private static boolean bearsAll(Node node, List<String> keys) {
        for (String key : keys) {
            if (!TodaysNodes.bears(node, key)) {
                return false;
            }
        }
        return true;
    }

    private static boolean reachesAll(String provider, List<VolumeUse> uses) {
        for (VolumeUse use : uses) {
            Optional<Home.Known> home = use.home().ifHard();
            if (home.isPresent() && !AskedFor.reaches(provider, home.get())) {
                return false;
            }
        }
        return true;
    }
}
