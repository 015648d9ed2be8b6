package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of what is suspicious about a claim without a volume, but proves no conflict: its class was chosen among
 * several default classes; the provider of its class can't be told, or its topology or source is odd; it is to be made
 * for a node elsewhere; its class makes the volume before any pod is placed, while other providers are live; no node of
 * its home takes pods now.
 */
public final class ClaimWarnings {

    /** The prefix of the taints that the node controllers set: cordoned, not ready, unreachable, under pressure. */
    private static final String NODE_TAINTS = "node.kubernetes.io/";

    private static final String SOFT_EFFECT = "PreferNoSchedule";

    private final Inventory inventory;
    private final Homes homes;
    private final HomeWarnings homeWarnings;
    private final SelectedNodes selectedNodes;

    public ClaimWarnings(Inventory inventory, Homes homes) {
        this.inventory = inventory;
        this.homes = homes;
        this.homeWarnings = new HomeWarnings(inventory, homes);
        this.selectedNodes = new SelectedNodes(inventory, homes);
    }

    /**
     * Returns the warnings; none where the claim has a volume. subject is the claim for people: {@code claim "data"}.
     */
    public List<String> of(PersistentVolumeClaim claim, String subject) {
        if (homes.hasVolume(claim)) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        Optional<StorageClass> storageClass = homes.storageClass(claim);
        if (mayHaveBeenDefaulted(claim)) {
            severalDefaults(subject).ifPresent(warnings::add);
        }
        Home home = homes.of(claim);
        home.match(
                        known -> Optional.<String>empty(),
                        anywhere -> Optional.<String>empty(),
                        unknown -> storageClass
                                .filter(it -> homes.isAsItsClassSays(claim)
                                        && homes.ofClass(it).ifKnown().isEmpty())
                                .map(it -> "the provider of " + subject + " can't be told: " + unknown.why()))
                .ifPresent(warnings::add);
        warnings.addAll(homeWarnings.of(claim, home, subject));
        selectedNodes.warning(claim, subject).ifPresent(warnings::add);
        home.ifHard().filter(known -> !known.isNowhere()).ifPresent(known -> {
            storageClass.flatMap(it -> immediate(it, known)).ifPresent(warnings::add);
            noNodeTakesPods(known, subject).ifPresent(warnings::add);
        });
        return warnings;
    }

    /**
     * Returns whether the claim's class may be the default one. The API server writes the default class into a claim
     * that names none, before any webhook sees it.
     */
    private boolean mayHaveBeenDefaulted(PersistentVolumeClaim claim) {
        Optional<String> taken = inventory.defaultStorageClass().map(StorageClass::name);
        return claim.requestedClass().isEmpty() || claim.requestedClass().equals(taken);
    }

    private Optional<String> severalDefaults(String subject) {
        List<String> defaults = inventory.storageClasses().stream()
                .filter(StorageClass::isDefault)
                .map(StorageClass::name)
                .toList();
        return defaults.size() < 2
                ? Optional.empty()
                : inventory
                        .defaultStorageClass()
                        .map(taken -> "storage class \"" + taken.name() + "\" is taken for " + subject
                                + " as the newest of " + defaults.size() + " default classes ("
                                + String.join(", ", defaults) + "); keep one default class");
    }

    private Optional<String> immediate(StorageClass storageClass, Home.Known home) {
        return storageClass.waitsForConsumer()
                        || home.providers().containsAll(inventory.providers().liveNames()) // never made elsewhere
                ? Optional.empty()
                : Optional.of("storage class \"" + storageClass.name() + "\" of " + Home.names(home.providers())
                        + " makes its volumes before a pod is placed (volumeBindingMode Immediate), and there are "
                        + inventory.providers().liveNames().size()
                        + " providers: prefer a class with WaitForFirstConsumer");
    }

    private Optional<String> noNodeTakesPods(Home.Known home, String subject) {
        Providers providers = inventory.providers();
        boolean any = home.providers().stream()
                .flatMap(name -> providers.named(name).stream())
                .anyMatch(ClaimWarnings::takesPods);
        return any
                ? Optional.empty()
                : Optional.of("no node of " + Home.names(home.providers()) + ", where " + subject
                        + " is at home, takes pods now (cordoned or not ready): what uses it stays Pending");
    }

    private static boolean takesPods(Provider provider) {
        return !provider.elasticPools().isEmpty() || provider.nodes().stream().anyMatch(ClaimWarnings::takesPods);
    }

    private static boolean takesPods(Node node) {
        return node.taints().stream()
                .noneMatch(taint ->
                        taint.key().startsWith(NODE_TAINTS) && !taint.effect().equals(SOFT_EFFECT));
    }
}
