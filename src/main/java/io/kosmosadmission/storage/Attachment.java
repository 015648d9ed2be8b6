package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.DriverIndex;
import io.kosmosadmission.inventory.InTreeDrivers;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges whether a node can attach the volumes of a home.
 *
 * <p>A node of the home can, unless it lacks an attachLabel, or has lacked the driver for long while others of its
 * provider have it: machines outside of a provider's cloud, as Scaleway Elastic Metal and Hetzner root servers. A node
 * of no known provider can if it registers the driver: it belongs to the home, and nobody has labelled it.
 */
final class Attachment {

    /** Of the nodes that decide: a denial has few look-ups, and each of these takes two. */
    private static final int MOST_READ = 2;

    private final Inventory inventory;

    Attachment(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * Returns whether any of the nodes can attach volumes of the home. A node that isn't known counts as one that can.
     */
    boolean anyCanAttach(Set<String> nodes, Home.Known home) {
        return nodes.stream()
                .anyMatch(name ->
                        inventory.node(name).map(node -> canAttach(node, home)).orElse(true));
    }

    boolean canAttach(Node node, Home.Known home) {
        Optional<Provider> provider = inventory.providers().ofNode(node.name()).flatMap(inventory.providers()::named);
        if (provider.isEmpty()) {
            return isStranger(node, home);
        }
        return home.providers().contains(provider.get().name())
                && (home.placed() || provider.get().bearsAttachLabels(node))
                && (home.driver().isEmpty() || mayHaveDriver(node, provider.get(), home.driver()));
    }

    private boolean mayHaveDriver(Node node, Provider provider, String driver) {
        Optional<CSINode> registered = inventory.csiNode(node.name());
        return registered.isEmpty()
                || registered.get().drivers().contains(InTreeDrivers.registeredName(driver))
                || !drivers().lacksLastingly(provider.name(), node.name(), driver);
    }

    /**
     * Returns whether the node, whose provider isn't known, can attach. The nodes of a home that selected nodes gave are
     * all known.
     */
    private boolean isStranger(Node node, Home.Known home) {
        return !home.placed()
                && inventory
                        .csiNode(node.name())
                        .filter(it -> it.drivers().contains(InTreeDrivers.registeredName(home.driver())))
                        .isPresent()
                && home.providers().stream()
                        .flatMap(name -> inventory.providers().named(name).stream())
                        .anyMatch(provider -> provider.bearsAttachLabels(node));
    }

    /**
     * Returns the nodes of no known provider, sorted by name, on which the pod may run and that can attach all of these
     * volumes, whose homes are known.
     */
    List<Node> strangers(PodView pod, Target target, List<VolumeUse> uses) {
        if (!target.unlabelled() || uses.isEmpty()) {
            return List.of();
        }
        VolumeUse first = uses.get(0);
        List<VolumeUse> others =
                uses.stream().filter(use -> !isAttachedAs(use, first)).toList();
        List<Node> nodes = strangers(first);
        return saysNothing(pod) && others.isEmpty()
                ? nodes
                : nodes.stream()
                        .filter(node -> Landing.isAskedFor(pod, node) && attachesAll(node, others))
                        .toList();
    }

    private List<Node> strangers(VolumeUse use) {
        Home.Known home = known(use);
        return home.placed() ? List.of() : drivers().ofNoProvider(home.driver(), home.providers(), use.topology());
    }

    private static boolean isAttachedAs(VolumeUse use, VolumeUse other) {
        Home.Known home = known(use);
        return home.driver().equals(known(other).driver())
                && home.providers().equals(known(other).providers())
                && home.placed() == known(other).placed()
                && use.topology().equals(other.topology());
    }

    private static boolean saysNothing(PodView pod) {
        return pod.nodeName().isEmpty()
                && pod.nodeSelector().isEmpty()
                && pod.requiredNodeAffinity().isEmpty();
    }

    /** Returns whether any node of a known provider, or declared pool, is left for the pod and all of these volumes. */
    boolean anyAtHome(PodView pod, List<VolumeUse> uses) {
        return inventory.providers().all().stream()
                .filter(provider ->
                        uses.stream().allMatch(use -> known(use).providers().contains(provider.name())))
                .anyMatch(provider -> provider.nodes().stream()
                                .anyMatch(node -> Landing.isAskedFor(pod, node)
                                        && attachesAll(node, uses)
                                        && uses.stream().allMatch(use -> hasDriver(node, known(use))))
                        || Landing.pools(provider)
                                .anyMatch(node -> Landing.isAskedFor(pod, node)
                                        && uses.stream().allMatch(use -> use.isReachedFrom(node))));
    }

    /**
     * Returns the first nodes, each with its CSINode, that decide whether the pod and a home meet, so that they are read
     * before a denial: of those that the pod names, or else of those of no known provider on which it may run. Nodes of
     * other providers come last, since they have to change most.
     */
    Stream<ObjectKey> deciding(PodView pod, Target target, Set<String> home) {
        Stream<String> nodes = target.nodes().isPresent()
                ? target.nodes().get().stream()
                        .sorted(Comparator.comparing((String node) -> isElsewhere(node, home))
                                .thenComparing(Comparator.naturalOrder()))
                : unlabelled(target)
                        .filter(node -> Landing.isAskedFor(pod, node))
                        .map(Node::name);
        return nodes.limit(MOST_READ).flatMap(node -> Stream.of(ObjectKey.node(node), ObjectKey.csiNode(node)));
    }

    private boolean isElsewhere(String node, Set<String> home) {
        return inventory
                .providers()
                .ofNode(node)
                .filter(provider -> !home.contains(provider))
                .isPresent();
    }

    private Stream<Node> unlabelled(Target target) {
        return target.unlabelled() ? inventory.providers().unknownNodes().stream() : Stream.empty();
    }

    private boolean attachesAll(Node node, List<VolumeUse> uses) {
        return uses.stream().allMatch(use -> use.isReachedFrom(node) && canAttach(node, known(use)));
    }

    /** Returns whether the node has the driver, as far as anybody says. */
    private boolean hasDriver(Node node, Home.Known home) {
        Optional<CSINode> registered = inventory.csiNode(node.name());
        return home.driver().isEmpty()
                || registered.isEmpty()
                || registered.get().drivers().contains(home.driver());
    }

    private static Home.Known known(VolumeUse use) {
        return use.home().ifKnown().orElseThrow();
    }

    private DriverIndex drivers() {
        return inventory.attachIndex().drivers();
    }
}
