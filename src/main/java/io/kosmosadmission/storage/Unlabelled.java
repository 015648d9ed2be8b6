package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The nodes of no known provider on which a pod could run with its volumes, but not if it is bound by the provider
 * label, which they lack.
 *
 * @param nodes sorted by name
 * @param alone whether no other node is left to the pod
 */
record Unlabelled(String providerLabel, List<Node> nodes, boolean alone) {

    private static final int NAMED = 3;

    static Unlabelled of(PodView pod, List<VolumeUse> uses, Target target, Inventory inventory) {
        List<VolumeUse> hard =
                uses.stream().filter(use -> use.home().ifHard().isPresent()).toList();
        Attachment attachment = new Attachment(inventory);
        List<Node> nodes = attachment.strangers(pod, target, hard);
        boolean alone = !nodes.isEmpty() && !attachment.anyAtHome(pod, hard);
        return new Unlabelled(inventory.providers().label(), nodes, alone);
    }

    /** Returns the labels without the one that would leave the pod no node. */
    BindingLabels spare(BindingLabels labels) {
        return alone && labels.ofProvider() ? labels.withoutProvider(providerLabel, names()) : labels;
    }

    /** Returns a warning of the nodes that the pod loses by these labels. whose: its volumes, for people. */
    Optional<String> unused(BindingLabels labels, String whose) {
        return nodes.isEmpty() || !labels.ofProvider()
                ? Optional.empty()
                : Optional.of("kept off " + first(nodes) + ", where " + whose
                        + " could be attached, for want of label " + providerLabel + ": label "
                        + (nodes.size() == 1 ? "that node" : "those nodes"));
    }

    private Set<String> names() {
        return nodes.stream().map(Node::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns for people at most three of the nodes by name, and how many more there are. */
    static String first(Collection<Node> nodes) {
        return firstNames(nodes.stream().limit(NAMED).map(Node::name).toList(), nodes.size());
    }

    /** The same for nodes of which only the names are known. */
    static String firstNames(Collection<String> nodes) {
        return firstNames(nodes.stream().limit(NAMED).toList(), nodes.size());
    }

    private static String firstNames(List<String> named, int all) {
        int more = all - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }
}
