package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.state.NodeState;
import io.kosmosadmission.scheduler.state.PerNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a pod's words of nodes, for each node: NodeUnschedulable, TaintToleration and NodeAffinity. No pod on a node
 * changes it, so that it is computed once.
 */
final class NodeFacts implements PerNode {

    /** What facts are kept by: the words, and the version whose sentences are used. */
    record Key(NodeWords words, int minorVersion) {}

    /** From here on the sentence doesn't name the taint. */
    private static final int TAINT_UNNAMED = 35;

    private static final byte MATCHES = 1;
    private static final byte TOLERATED = 2;

    private final Key key;
    private final Optional<Set<String>> named;
    private final List<List<String>> refusals = new ArrayList<>();
    private byte[] flags = {};
    private int[] preferences = {};
    private int[] unwelcome = {};

    NodeFacts(Key key) {
        this.key = key;
        this.named = NodeAffinity.named(key.words().requiredNodeAffinity());
    }

    /** Returns the reason of the first of these filters that refuses the node; empty where all let the pod through. */
    List<String> refusal(int node) {
        return refusals.get(node);
    }

    /** Returns whether node selector and required node affinity match. */
    boolean matches(int node) {
        return (flags[node] & MATCHES) != 0;
    }

    /** Returns whether all taints are tolerated that keep pods off. */
    boolean tolerated(int node) {
        return (flags[node] & TOLERATED) != 0;
    }

    /** Returns the sum of the weights of the preferred terms that match. */
    int preference(int node) {
        return preferences[node];
    }

    /** Returns the taints with effect PreferNoSchedule that are not tolerated. */
    int unwelcome(int node) {
        return unwelcome[node];
    }

    @Override
    public void extend(List<NodeState> nodes) {
        if (refusals.size() == nodes.size()) {
            return;
        }
        flags = Arrays.copyOf(flags, nodes.size());
        preferences = Arrays.copyOf(preferences, nodes.size());
        unwelcome = Arrays.copyOf(unwelcome, nodes.size());
        while (refusals.size() < nodes.size()) {
            compute(refusals.size(), nodes.get(refusals.size()).node());
        }
    }

    private void compute(int index, SchedulerNode node) {
        NodeWords words = key.words();
        List<Taint> taints = node.node().taints();
        Optional<Taint> untolerated = TaintToleration.untolerated(taints, words.tolerations());
        boolean matches = NodeAffinity.matches(node.node(), words.nodeSelector(), words.requiredNodeAffinity());
        flags[index] = (byte) ((matches ? MATCHES : 0) | (untolerated.isEmpty() ? TOLERATED : 0));
        preferences[index] = NodeAffinity.preference(node.node(), words.preferredNodes());
        unwelcome[index] = TaintToleration.unwelcome(taints, words.tolerations());
        if (named.isPresent() && !named.get().contains(node.name())) {
            refusals.add(List.of(NodeAffinity.NOT_NAMED));
        } else if (!NodeUnschedulable.passes(node, words.tolerations())) {
            refusals.add(List.of(NodeUnschedulable.REASON));
        } else if (untolerated.isPresent()) {
            refusals.add(List.of(sentence(untolerated.get())));
        } else {
            refusals.add(matches ? Filter.PASSES : List.of(NodeAffinity.REASON));
        }
    }

    private String sentence(Taint taint) {
        return key.minorVersion() >= TAINT_UNNAMED
                ? TaintToleration.REASON
                : "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}";
    }

    @Override
    public void truncate(int nodes) {
        while (refusals.size() > nodes) {
            refusals.remove(refusals.size() - 1);
        }
        flags = Arrays.copyOf(flags, refusals.size());
        preferences = Arrays.copyOf(preferences, refusals.size());
        unwelcome = Arrays.copyOf(unwelcome, refusals.size());
    }
}
