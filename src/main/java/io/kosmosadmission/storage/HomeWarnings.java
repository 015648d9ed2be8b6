package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of what is suspicious about the home of a claim without a volume: its class's driver and topology have no
 * provider in common; its class asks for nodes that only some have today, in words that prove nothing; its volume is to
 * be made from what another driver made.
 */
final class HomeWarnings {

    private final Inventory inventory;
    private final Homes homes;

    HomeWarnings(Inventory inventory, Homes homes) {
        this.inventory = inventory;
        this.homes = homes;
    }

    /** Returns the warnings. home is the claim's own, subject the claim for people: {@code claim "data"}. */
    List<String> of(PersistentVolumeClaim claim, Home home, String subject) {
        List<String> warnings = new ArrayList<>();
        home.ifKnown()
                .filter(Home.Known::isNowhere)
                .ifPresent(known -> warnings.add(subject + " can be attached nowhere: it uses " + known.because()));
        if (homes.isAsItsClassSays(claim)) {
            homes.unproved(claim)
                    .filter(unproved -> isNews(unproved, home))
                    .ifPresent(unproved -> warnings.add(subject + " uses " + unproved + ": "
                            + (unproved.ignorable()
                                    ? "its driver may ignore that, since the class binds at once (Immediate)"
                                    : "that proves no provider")));
        }
        Optional<StorageClass> storageClass = homes.storageClass(claim);
        if (storageClass.isPresent()) {
            for (Source source : homes.sources(claim)) {
                otherDriver(source, storageClass.get(), home, subject).ifPresent(warnings::add);
            }
        }
        return warnings;
    }

    /** Returns whether the class's nodes of today say something else than the home does. */
    private boolean isNews(Unproved unproved, Home home) {
        Set<String> today = unproved.today();
        boolean said = home.ifKnown()
                .map(known -> !Collections.disjoint(known.providers(), today))
                .orElse(!today.isEmpty()
                        && today.containsAll(inventory.providers().liveNames()));
        return !said && !unproved.nobodys();
    }

    private Optional<String> otherDriver(Source source, StorageClass storageClass, Home home, String subject) {
        boolean apart = home.ifKnown()
                .flatMap(own -> source.home().ifKnown().map(other -> Conflicts.areApart(own, other)))
                .orElse(false); // that is a conflict, and told as one
        return apart || !source.isOfAnother(storageClass.driver())
                ? Optional.empty()
                : Optional.of(subject + " is to be " + source.made() + " " + source.subject() + " of "
                        + (source.told() ? source.driver() : "another driver") + ", but storage class \""
                        + storageClass.name() + "\" is of " + storageClass.driver()
                        + ", and a driver takes nothing of another's: it stays Pending");
    }
}
