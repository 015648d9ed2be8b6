package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.DriverIndex;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Warns of what the drivers that nodes have registered say about a consumer's volumes: it reaches a volume only from
 * nodes that lack the provider label; it may land on a node of the right provider that lacks the driver; no node has
 * the driver at all. None of this is a conflict: a driver leaves its node whenever its pod there restarts. The words name
 * the driver and not the volume, so that they are told once of all volumes, and of all pods of a StatefulSet.
 */
public final class DriverWarnings {

    private final Inventory inventory;
    private final Attachment attachment;

    DriverWarnings(Inventory inventory) {
        this.inventory = inventory;
        this.attachment = new Attachment(inventory);
    }

    List<String> of(Consumer consumer) {
        List<String> warnings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (VolumeUse use : consumer.volumes()) {
            Optional<Home.Known> home = use.home().ifKnown();
            if (home.isEmpty() || home.get().driver().isEmpty()) {
                continue;
            }
            Optional<String> warning = consumer.target().containsAny(home.get().providers())
                    ? withoutDriver(consumer, use, home.get())
                    : onlyUnlabelled(consumer, use, home.get());
            warning.filter(it -> told.add(home.get().driver())).ifPresent(warnings::add);
        }
        return warnings;
    }

    private Optional<String> onlyUnlabelled(Consumer consumer, VolumeUse use, Home.Known home) {
        List<Node> nodes = attachment.strangers(consumer.pod(), consumer.target(), List.of(use));
        boolean one = nodes.size() == 1;
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(consumer.subject() + " reaches its volumes of " + home.driver() + " only from "
                        + Unlabelled.first(nodes) + (one ? ", which has" : ", which have")
                        + " the driver but not label " + inventory.providers().label() + ": label "
                        + (one ? "that node" : "those nodes") + " as " + Home.names(home.providers()));
    }

    private Optional<String> withoutDriver(Consumer consumer, VolumeUse use, Home.Known home) {
        boolean conflict = consumer.target()
                .nodes()
                .filter(nodes -> !attachment.anyCanAttach(nodes, home))
                .isPresent();
        if (!home.hard() || conflict) {
            return Optional.empty();
        }
        String where = Home.names(home.providers());
        if (isNowhere(home, inventory)) {
            return Optional.of("no node of " + where + " has driver " + home.driver() + ", which attaches volumes of "
                    + consumer.subject() + ": it stays Pending until one has");
        }
        Set<String> nodes = new TreeSet<>();
        for (String name : home.providers()) {
            inventory
                    .providers()
                    .named(name)
                    .filter(provider -> consumer.target().contains(name))
                    .ifPresent(provider -> nodes.addAll(names(lacking(consumer, use, home, provider))));
        }
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(consumer.subject() + " may land on " + Unlabelled.firstNames(nodes)
                        + ", where its volumes of " + home.driver() + " can't be attached now: the driver is missing"
                        + " there, while other nodes of " + where
                        + " have it; if it stays so, attachLabels keep pods off");
    }

    /** Returns the nodes that lack the driver, but for those off which the attachLabels keep the pod. */
    private List<Node> lacking(Consumer consumer, VolumeUse use, Home.Known home, Provider provider) {
        return drivers(inventory).lacking(provider.name(), home.driver()).stream()
                .filter(node -> home.placed()
                        || node.labels()
                                .entrySet()
                                .containsAll(provider.attachLabels().entrySet()))
                .filter(node -> use.isReachedFrom(node) && Landing.isOpen(consumer.pod(), node, provider.taints()))
                .toList();
    }

    /**
     * Returns whether no node has the home's driver, though each node there says which it has. Drivers of old, whose
     * names have a slash, are never registered.
     */
    public static boolean isNowhere(Home.Known home, Inventory inventory) {
        String driver = home.driver();
        return home.hard()
                && !driver.isEmpty()
                && driver.indexOf('/') < 0
                && !drivers(inventory).isAnywhereElse(driver)
                && drivers(inventory).isNowhere(home.providers(), driver);
    }

    private static DriverIndex drivers(Inventory inventory) {
        return inventory.attachIndex().drivers();
    }

    private static Set<String> names(List<Node> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }
}
