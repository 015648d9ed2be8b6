package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The nodes, the pods on them, and what is counted of them. What nobody has asked for yet isn't counted. */
public final class ClusterState {

    private record TermsKey(PodSpec spec, LabelledPods pods) {}

    private final List<NodeState> nodes = new ArrayList<>();
    private final Map<String, NodeState> byName = new HashMap<>();
    private final Map<Object, PerNode> perNode = new HashMap<>();
    private final Map<String, Topology> topologies = new HashMap<>();
    private final PodsByLabels pods;
    private final DefaultSelectors selectors;
    private final StorageState storage;
    private final Map<TermsKey, List<PlacedTerm>> termsOfPods = new HashMap<>();
    private int version;

    public ClusterState(SchedulerCluster cluster) {
        this.pods = new PodsByLabels(cluster.namespaces());
        this.selectors = new DefaultSelectors(cluster);
        this.storage = new StorageState(cluster.storage());
    }

    public List<NodeState> nodes() {
        return nodes;
    }

    public boolean hasNode(String name) {
        return byName.containsKey(name);
    }

    /** Returns the node; throws where there is none of that name. */
    public NodeState node(String name) {
        NodeState node = byName.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name);
        }
        return node;
    }

    public void addNode(SchedulerNode node) {
        NodeState state = new NodeState(nodes.size(), node, ++version);
        if (byName.putIfAbsent(node.name(), state) != null) {
            throw new IllegalArgumentException("there are two nodes " + node.name());
        }
        nodes.add(state);
        topologies.values().forEach(topology -> topology.extend(nodes));
        storage.attachments(node.name()).forEach(state::attach);
    }

    /** Removes the node that was added last, and has no pods any more. */
    public void removeLastNode() {
        NodeState last = nodes.remove(nodes.size() - 1);
        byName.remove(last.node().name());
        topologies.values().forEach(topology -> topology.truncate(nodes.size()));
        perNode.values().forEach(table -> table.truncate(nodes.size()));
    }

    /** Returns what was made for the key, which tells the type, for all nodes that there are. */
    @SuppressWarnings("unchecked")
    public <T extends PerNode> T perNode(Object key, Supplier<T> maker) {
        T table = (T) perNode.computeIfAbsent(key, it -> maker.get());
        table.extend(nodes);
        return table;
    }

    public Topology topology(String key) {
        return topologies.computeIfAbsent(key, it -> {
            Topology made = new Topology(it);
            made.extend(nodes);
            return made;
        });
    }

    public DefaultSelectors selectors() {
        return selectors;
    }

    public StorageState storage() {
        return storage;
    }

    public LabelledPods podsLike(SchedulerPod pod) {
        return pods.pods(pod.namespace(), pod.metadata().labels());
    }

    /** Returns the count of the placed pods that all of these are about. */
    public Selection selection(List<PodMatch> matches, boolean withDeleting) {
        return pods.selection(matches, withDeleting);
    }

    public void add(SchedulerPod pod) {
        NodeState node = node(pod.nodeName());
        node.add(pod, ++version);
        count(pod, node, 1);
        if (!pod.volumes().isEmpty()) {
            storage.add(pod, node.node().node());
            storage.attached(pod).forEach(node::attach);
        }
    }

    public void remove(SchedulerPod pod) {
        NodeState node = node(pod.nodeName());
        SchedulerPod here = node.remove(pod, ++version);
        count(here, node, -1);
        if (!here.volumes().isEmpty()) {
            storage.attached(here).forEach(node::detach);
            storage.remove(here);
        }
    }

    private void count(SchedulerPod pod, NodeState node, int delta) {
        LabelledPods alike = podsLike(pod);
        alike.add(node.index(), pod.metadata().deleting(), delta);
        for (PlacedTerm term : terms(pod.spec(), alike)) {
            term.add(node.index(), delta);
        }
    }

    /** Returns the terms of pods with this spec and these labels that count for newcomers. */
    private List<PlacedTerm> terms(PodSpec spec, LabelledPods alike) {
        if (spec.affinity().pods().isEmpty() && spec.affinity().antiPods().isEmpty()) {
            return List.of();
        }
        return termsOfPods.computeIfAbsent(new TermsKey(spec, alike), key -> {
            List<PlacedTerm> terms = new ArrayList<>();
            PodAffinity near = spec.affinity().pods();
            PodAffinity far = spec.affinity().antiPods();
            near.required().forEach(term -> terms.add(term(PlacedTerm.Effect.PREFERS, 1, term, alike)));
            far.required().forEach(term -> terms.add(term(PlacedTerm.Effect.FORBIDS, -1, term, alike)));
            near.preferred().forEach(term -> terms.add(preferred(1, term, alike)));
            far.preferred().forEach(term -> terms.add(preferred(-1, term, alike)));
            return List.copyOf(terms);
        });
    }

    private PlacedTerm preferred(int sign, WeightedPodAffinityTerm term, LabelledPods alike) {
        return term(PlacedTerm.Effect.PREFERS, sign * term.weight(), term.term(), alike);
    }

    private PlacedTerm term(PlacedTerm.Effect effect, int weight, PodAffinityTerm term, LabelledPods alike) {
        PodMatch match = PodMatch.of(term, alike.namespace(), alike.labels());
        PlacedTerm.Key key = new PlacedTerm.Key(effect, weight, match, term.topologyKey());
        return pods.term(key, topology(term.topologyKey()));
    }
}
