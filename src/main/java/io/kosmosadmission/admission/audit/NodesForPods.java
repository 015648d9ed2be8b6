package io.kosmosadmission.admission.audit;

import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.target.TodaysNodes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The nodes of providers on which a pod could run, as far as their labels and taints say: a pool at zero nodes, or one
 * whose nodes are cordoned, has none. What a pod requests, and what a node has free, isn't read: a node that is too small
 * or full counts all the same.
 */
final class NodesForPods {

    private final Providers providers;

    NodesForPods(Providers providers) {
        this.providers = providers;
    }

    boolean anyOf(String provider, PodView pod) {
        return of(provider, pod).findAny().isPresent();
    }

    /** Returns how many there are. */
    int count(String provider, PodView pod) {
        return (int) of(provider, pod).count();
    }

    private Stream<Node> of(String provider, PodView pod) {
        return providers.named(provider).stream()
                .flatMap(named -> named.nodes().stream())
                .filter(node -> provider.equals(node.labels().get(providers.label()))
                        && isTolerated(node, pod)
                        && isSelected(node, pod)
                        && bearsHardKeys(node, pod));
    }

    private static boolean isTolerated(Node node, PodView pod) {
        for (Taint taint : node.taints()) {
            if (taint.keepsOff() && !pod.tolerates(taint)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSelected(Node node, PodView pod) {
        for (Map.Entry<String, String> selected : pod.nodeSelector().entrySet()) {
            if (!TodaysNodes.fulfils(node, Requirement.in(selected.getKey(), List.of(selected.getValue())))) {
                return false;
            }
        }
        return pod.requiredNodeAffinity()
                .map(terms -> terms.stream().anyMatch(term -> TodaysNodes.fulfils(node, term)))
                .orElse(true);
    }

    /** A node without the key of a hard constraint is out of question. */
    private static boolean bearsHardKeys(Node node, PodView pod) {
        for (TopologySpreadConstraint constraint : pod.topologySpreadConstraints()) {
            if (!constraint.isSoft() && !TodaysNodes.bears(node, constraint.topologyKey())) {
                return false;
            }
        }
        return true;
    }
}
