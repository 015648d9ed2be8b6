package io.kosmosadmission.scheduler;

import io.kosmosadmission.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a cluster and the pods that are placed on them, to be changed while pods are placed one after the other: putting
 * a pod on a node and taking it off cost about as much as the pod says of other pods, however large the cluster is. It is for
 * one thread.
 */
public final class ClusterView {

    /** What is undone by a rollback: a pod that was put on its node, or taken off it. */
    private record Change(SchedulerPod pod, boolean added) {}

    private final ClusterState state;
    private final List<Change> changes = new ArrayList<>();
    private int addedNodes;

    private ClusterView(ClusterState state) {
        this.state = state;
    }

    /** Returns a view of the cluster with the pods that are placed on one of its nodes; all others are left out. */
    public static ClusterView of(SchedulerCluster cluster) {
        ClusterState state = new ClusterState(cluster);
        cluster.nodes().forEach(state::addNode);
        cluster.pods().stream().filter(pod -> state.hasNode(pod.nodeName())).forEach(state::add);
        return new ClusterView(state);
    }

    /** Puts the pod on the node that it names. Throws where there is no such node. */
    public void add(SchedulerPod pod) {
        state.add(pod);
        changes.add(new Change(pod, true));
    }

    /** Takes the pod off its node. Throws where it isn't there. */
    public void remove(SchedulerPod pod) {
        state.remove(pod);
        changes.add(new Change(pod, false));
    }

    /** Adds a node without pods. Throws where there is one of its name. */
    public void addNode(SchedulerNode node) {
        state.addNode(node);
        addedNodes++;
    }

    public List<SchedulerNode> nodes() {
        return state.nodes().stream().map(node -> node.node()).toList();
    }

    public boolean hasNode(String name) {
        return state.hasNode(name);
    }

    public List<SchedulerPod> podsOn(String node) {
        return List.copyOf(state.node(node).pods());
    }

    /** Returns a mark by which what comes after it can be undone. */
    public Mark mark() {
        return new Mark(changes.size(), addedNodes);
    }

    /** How much was changed at some moment. */
    public record Mark(int changes, int addedNodes) {}

    /** Undoes all changes since the mark, nodes that were added too. */
    public void rollback(Mark mark) {
        while (changes.size() > mark.changes()) {
            Change last = changes.remove(changes.size() - 1);
            if (last.added()) {
                state.remove(last.pod());
            } else {
                state.add(last.pod());
            }
        }
        while (addedNodes > mark.addedNodes()) {
            addedNodes--;
            state.removeLastNode();
        }
    }

    ClusterState state() {
        return state;
    }
}
