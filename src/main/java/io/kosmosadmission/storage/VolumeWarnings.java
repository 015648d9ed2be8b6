package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Warns of what is suspicious about a consumer's volumes, but proves no conflict: a home that should be known and
 * isn't, requirements of the consumer or of the volume that today only nodes of other providers fulfil, though such nodes
 * may still join, and a provider that counts as home though nobody said of which platform it is.
 */
public final class VolumeWarnings {

    private final Inventory inventory;
    private final Homes homes;
    private final DriverHomes drivers;
    private final DriverWarnings driverWarnings;

    public VolumeWarnings(Inventory inventory, Homes homes) {
        this.inventory = inventory;
        this.homes = homes;
        this.drivers = new DriverHomes(inventory);
        this.driverWarnings = new DriverWarnings(inventory);
    }

    public List<String> of(Consumer consumer) {
        List<String> warnings = new ArrayList<>();
        for (VolumeUse use : consumer.volumes()) {
            use.home()
                    .match(
                            known -> Optional.<String>empty(),
                            anywhere -> Optional.<String>empty(),
                            unknown -> unknown.suspicious() && !isToldOfItsTemplate(use)
                                    ? Optional.of("the provider of " + use.subject() + " of " + consumer.subject()
                                            + " can't be told: " + unknown.why())
                                    : Optional.<String>empty())
                    .ifPresent(warnings::add);
        }
        warnings.addAll(onlyElsewhereToday(consumer));
        warnings.addAll(driverWarnings.of(consumer));
        return warnings;
    }

    /** Whether a StatefulSet will make the claim, so that the same is told of its claim template. */
    private boolean isToldOfItsTemplate(VolumeUse use) {
        return use.claim()
                .map(PersistentVolumeClaim::metadata)
                .filter(claim -> !claim.name().isEmpty()
                        && inventory.claim(claim.namespace(), claim.name()).isEmpty())
                .isPresent();
    }

    /**
     * Returns a warning for each volume with a hard home whose consumer asks for nodes that today only other providers
     * have, for each whose consumer runs at home only if a provider is of the platform that it isn't said to be of, and for
     * each volume that itself asks for nodes which no provider of its consumer has today.
     */
    public List<String> onlyElsewhereToday(Consumer consumer) {
        List<String> warnings = new ArrayList<>();
        for (VolumeUse use : consumer.volumes()) {
            use.home()
                    .ifKnown()
                    .filter(known -> consumer.target().containsAny(known.providers()))
                    .flatMap(known ->
                            onlyElsewhereToday(consumer, use, known).or(() -> joinedOnly(consumer, use, known)))
                    .ifPresent(warnings::add);
            use.claim()
                    .filter(claim -> !isConflict(consumer, use))
                    .flatMap(homes::unproved)
                    .filter(unproved ->
                            !unproved.nobodys() && !consumer.target().containsAny(unproved.today()))
                    .ifPresent(unproved -> warnings.add(notThereToday(consumer, use, unproved)));
        }
        return warnings;
    }

    private static boolean isConflict(Consumer consumer, VolumeUse use) {
        return use.home()
                .ifKnown()
                .filter(known -> !consumer.target().containsAny(known.providers()))
                .isPresent();
    }

    private static String notThereToday(Consumer consumer, VolumeUse use, Unproved unproved) {
        String where =
                " runs only on " + consumer.target().names() + consumer.target().because();
        String uses = "its " + use.subject() + " uses " + unproved;
        if (unproved.ignorable()) {
            return consumer.subject() + (unproved.today().isEmpty() ? "" : where + ", and")
                    + " stays Pending unless the volume's driver ignores this: " + uses;
        }
        return consumer.subject() + (unproved.today().isEmpty() ? ": " : where + ", but ") + uses
                + "; it stays Pending until such a node joins";
    }

    private Optional<String> onlyElsewhereToday(Consumer consumer, VolumeUse use, Home.Known home) {
        PodView pod = consumer.pod();
        if (!home.hard() || !pod.nodeName().isEmpty() || saysNothing(pod)) {
            return Optional.empty();
        }
        if (anyMatches(pod, provider -> home.providers().contains(provider.name()))) {
            return Optional.empty();
        }
        List<String> elsewhere = inventory.providers().all().stream()
                .filter(provider -> !home.providers().contains(provider.name()))
                .filter(provider -> anyMatches(pod, provider::equals))
                .map(Provider::name)
                .toList();
        return elsewhere.isEmpty()
                ? Optional.empty()
                : Optional.of(consumer.subject() + " asks for nodes that only " + String.join(" and ", elsewhere)
                        + (elsewhere.size() == 1 ? " has" : " have") + " today, but its " + use.subject() + " uses "
                        + home.because() + "; it stays Pending until such a node joins "
                        + Home.names(home.providers()));
    }

    private Optional<String> joinedOnly(Consumer consumer, VolumeUse use, Home.Known home) {
        return drivers.joinedOnly(home, consumer.target())
                .map(said -> consumer.subject() + " runs only on "
                        + consumer.target().names()
                        + consumer.target().because() + ", and its " + use.subject() + " uses " + home.because() + "; "
                        + said);
    }

    private static boolean saysNothing(PodView pod) {
        return pod.nodeSelector().isEmpty() && pod.requiredNodeAffinity().isEmpty();
    }

    private boolean anyMatches(PodView pod, Predicate<Provider> wanted) {
        return inventory.providers().all().stream()
                .filter(wanted)
                .flatMap(Landing::nodes)
                .anyMatch(node -> Landing.isAskedFor(pod, node));
    }

    /**
     * Returns a warning for a DaemonSet with nodes on which its pods stay Pending, since a volume can't be attached
     * there. The others of its pods run.
     */
    public Optional<String> pendingOn(Consumer consumer) {
        for (VolumeUse use : consumer.volumes()) {
            Optional<Home.Known> home = use.home().ifHard();
            if (home.isPresent() && consumer.target().containsAny(home.get().providers())) {
                List<String> elsewhere = inventory.providers().all().stream()
                        .filter(provider -> !home.get().providers().contains(provider.name()))
                        .filter(provider -> provider.nodes().stream()
                                .anyMatch(node -> Landing.isOpen(consumer.pod(), node, List.of())))
                        .map(Provider::name)
                        .toList();
                if (!elsewhere.isEmpty()) {
                    return Optional.of(consumer.subject() + " stays Pending on " + String.join(" and ", elsewhere)
                            + ", since its " + use.subject() + " uses "
                            + home.get().because() + "; let it run on "
                            + Home.names(home.get().providers()) + " alone");
                }
            }
        }
        return Optional.empty();
    }
}
