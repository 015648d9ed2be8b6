package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The nodes of no known provider that have one driver, sorted by name. There may be thousands, and the volumes of a driver
 * differ in few ways, so that what these leave of the nodes is found once, not for each review. Of so many answers the
 * last ones are kept.
 */
final class UnknownDriverNodes {

    private static final int MOST_KEPT = 32;

    private record Answer(Set<String> home, List<NodeSelectorTerm> topology, List<Node> nodes) {}

    private final Providers providers;
    private final List<Node> nodes = new ArrayList<>(1);
    private final AtomicReferenceArray<Answer> kept = new AtomicReferenceArray<>(MOST_KEPT);

    UnknownDriverNodes(Providers providers) {
        this.providers = providers;
    }

    void add(Node node) {
        nodes.add(node);
    }

    /** Returns the nodes that the topology selects, if it is not empty, with the attachLabels of a provider of the home. */
    List<Node> of(Set<String> home, List<NodeSelectorTerm> topology) {
        int place = Math.floorMod(Objects.hash(home, topology), MOST_KEPT);
        Answer answer = kept.get(place);
        if (answer == null || !answer.home().equals(home) || !answer.topology().equals(topology)) {
            answer = new Answer(home, topology, found(home, topology));
            kept.set(place, answer);
        }
        return answer.nodes();
    }

    private List<Node> found(Set<String> home, List<NodeSelectorTerm> topology) {
        List<Provider> owners =
                home.stream().map(providers::named).flatMap(Optional::stream).toList();
        return nodes.stream()
                .filter(node -> owners.stream().anyMatch(owner -> owner.bearsAttachLabels(node)))
                .filter(node -> topology.isEmpty() || topology.stream().anyMatch(term -> term.matches(node)))
                .toList();
    }
}
