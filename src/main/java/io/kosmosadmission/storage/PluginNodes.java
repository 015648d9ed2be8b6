package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.TodaysNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sorts the nodes that a CSI plugin's DaemonSet asks for, today's and the next one of each declared pool, by whether they
 * can attach the volumes of its drivers. Taints play no part: most such DaemonSets tolerate all, and a taint may go.
 *
 * <p>A node of the home can attach unless it lacks an attachLabel. A node of no known provider can if it has the driver.
 */
final class PluginNodes {

    private static final String UNKNOWN = "nodes of no known provider";

    private final PodView pod;
    private final PluginHome home;
    private final String providerLabel;
    private final Attachment attachment;
    private final Set<String> elsewhere = new TreeSet<>();
    private final Set<String> unfit = new TreeSet<>();
    private final List<String> unlabelled = new ArrayList<>();
    private boolean unknown;
    private boolean anyAtHome;

    private PluginNodes(PodView pod, PluginHome home, Inventory inventory) {
        this.pod = pod;
        this.home = home;
        this.providerLabel = inventory.providers().label();
        this.attachment = new Attachment(inventory);
    }

    static PluginNodes of(PodView pod, PluginHome home, Inventory inventory) {
        PluginNodes nodes = new PluginNodes(pod, home, inventory);
        for (Provider provider : inventory.providers().all()) {
            Landing.nodes(provider).forEach(node -> nodes.look(node, provider.name()));
        }
        inventory.providers().unknownNodes().forEach(node -> nodes.look(node, NodeLabelIndex.NOBODY));
        return nodes;
    }

    private void look(Node node, String provider) {
        if (!isAskedFor(node)) {
            return;
        }
        boolean ofHome = home.providers().contains(provider);
        boolean canAttach = ofHome
                ? fulfils(node, home.attachLabels(providerLabel))
                : provider.equals(NodeLabelIndex.NOBODY)
                        && home.homes().stream().anyMatch(each -> attachment.canAttach(node, each));
        if (!canAttach) {
            note(provider, ofHome);
            return;
        }
        anyAtHome = true;
        if (!fulfils(node, home.requirements()) && !node.name().isEmpty()) {
            unlabelled.add(node.name());
        }
    }

    private void note(String provider, boolean ofHome) {
        if (provider.equals(NodeLabelIndex.NOBODY)) {
            unknown = true;
        } else {
            (ofHome ? unfit : elsewhere).add(provider);
        }
    }

    private boolean isAskedFor(Node node) {
        if (!pod.nodeName().isEmpty()) {
            return pod.nodeName().equals(node.name());
        }
        return pod.nodeSelector().entrySet().stream()
                        .allMatch(label ->
                                TodaysNodes.fulfils(node, Requirement.in(label.getKey(), List.of(label.getValue()))))
                && pod.requiredNodeAffinity()
                        .map(terms -> terms.stream().anyMatch(term -> TodaysNodes.fulfils(node, term)))
                        .orElse(true);
    }

    private static boolean fulfils(Node node, List<Requirement> requirements) {
        return requirements.stream().allMatch(requirement -> TodaysNodes.fulfils(node, requirement));
    }

    /**
     * Returns whether the DaemonSet runs on any node that is known not to attach. One of no known provider may be new:
     * its driver registers by this very DaemonSet.
     */
    boolean anyElsewhere() {
        return !elsewhere.isEmpty() || !unfit.isEmpty();
    }

    boolean anyAtHome() {
        return anyAtHome;
    }

    /** Returns the nodes that can attach, but lack a label of the requirements. */
    List<String> unlabelled() {
        return unlabelled;
    }

    /** Returns for people whose nodes can't attach. */
    String elsewhere() {
        List<String> all = new ArrayList<>(elsewhere);
        if (!unfit.isEmpty()) {
            all.add("nodes of " + String.join(" and ", unfit) + " without "
                    + String.join(
                            " and ",
                            home.attachLabels(providerLabel).stream()
                                    .map(Requirement::toString)
                                    .toList()));
        }
        if (unknown) {
            all.add(UNKNOWN);
        }
        return all.size() < 2
                ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }
}
