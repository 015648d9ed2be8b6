package io.kosmosadmission.storage;

import io.kosmosadmission.config.ElasticPool;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Taint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges on which of the nodes that are there now, or declared, a pod may land. */
final class Landing {

    /** The prefix of the taints that the node controllers set and take away. */
    private static final String PASSING_TAINTS = "node.kubernetes.io/";

    private static final String SOFT_EFFECT = "PreferNoSchedule";

    private Landing() {}

    /** Returns the provider's nodes, and for each of its elastic pools the node that would join next. */
    static Stream<Node> nodes(Provider provider) {
        return Stream.concat(provider.nodes().stream(), pools(provider));
    }

    static Stream<Node> pools(Provider provider) {
        return provider.elasticPools().stream().map(Landing::nextNode);
    }

    private static Node nextNode(ElasticPool pool) {
        return new Node("", pool.nodeLabels(), "", List.of());
    }

    /** Returns whether the node is one that the pod asks for: by nodeName, or by nodeSelector and node affinity. */
    static boolean isAskedFor(PodView pod, Node node) {
        if (!pod.nodeName().isEmpty()) {
            return pod.nodeName().equals(node.name());
        }
        if (!node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())) {
            return false;
        }
        Optional<List<NodeSelectorTerm>> terms = pod.requiredNodeAffinity();
        return terms.isEmpty() || matchesAny(terms.get(), node);
    }

    /**
     * Returns whether the pod asks for the node and no taint keeps it off. granted: the taints that the pod gets
     * tolerations for when it is placed.
     */
    static boolean isOpen(PodView pod, Node node, Collection<Taint> granted) {
        for (Taint taint : node.taints()) {
            boolean keepsOff = !taint.effect().equals(SOFT_EFFECT)
                    && !taint.key().startsWith(PASSING_TAINTS)
                    && !granted.contains(taint);
            if (keepsOff && !pod.tolerates(taint)) {
                return false;
            }
        }
        return isAskedFor(pod, node);
    }

    static boolean matchesAny(List<NodeSelectorTerm> terms, Node node) {
        for (NodeSelectorTerm term : terms) {
            if (term.matches(node)) {
                return true;
            }
        }
        return false;
    }
}
