package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the home of a claim; the first answer wins.
 *
 * <ol>
 *   <li>The annotation {@code kosmos-admission.io/provider} of the claim, its volume, or its class.
 *   <li>The claim's volume, which it names or which is kept for it: its driver or in-tree source, narrowed by its node
 *       affinity. The class's provisioner then plays no part.
 *   <li>The claim's class or the default class: its provisioner, narrowed by its allowedTopologies. It proves nothing
 *       for a claim with a selector, for which no volume is made, nor while there is a volume elsewhere that the claim
 *       would be bound to first.
 * </ol>
 *
 * <p>The home of a clone or restore is limited to that of its source.
 */
public final class Homes {

    /** Gives the home: provider names separated by commas, or {@code any}. */
    public static final String ANNOTATION = "kosmos-admission.io/provider";

    private static final String ANY = "any";

    private final Inventory inventory;
    private final DriverHomes drivers;
    private final NarrowedHomes narrowed;
    private final StaticVolumes staticVolumes;
    private final Sources sources;

    public Homes(Inventory inventory) {
        this.inventory = inventory;
        this.drivers = new DriverHomes(inventory);
        this.narrowed = new NarrowedHomes(inventory, drivers);
        this.staticVolumes = new StaticVolumes(
                inventory, volume -> annotated(volume.annotations()).orElseGet(() -> narrowed.ofVolume(volume)));
        this.sources = new Sources(inventory, drivers, this);
    }

    public Home of(PersistentVolumeClaim claim) {
        Home own = own(claim);
        return own.ifKnown()
                .map(known -> (Home) withSources(known, sources(claim)))
                .orElse(own);
    }

    /** Limits a home to the providers of its sources. Where none is left the home stays, and is a conflict. */
    private static Home.Known withSources(Home.Known own, List<Source> sources) {
        Home.Known left = own;
        for (Source source : sources) {
            Set<String> shared = new TreeSet<>(left.providers());
            shared.retainAll(source.home().ifKnown().map(Home.Known::providers).orElse(left.providers()));
            if (!shared.isEmpty() && shared.size() < left.providers().size()) {
                left = left.limitedTo(shared, left.because() + ", " + source.made() + " " + source.subject());
            }
        }
        return left;
    }

    /** Returns what the claim's volume is to be made from; nothing where the claim has a volume. */
    List<Source> sources(PersistentVolumeClaim claim) {
        boolean none = claim.dataSource().isEmpty()
                && claim.volumeAttributesClassName().isEmpty();
        return none || hasVolume(claim) ? List.of() : sources.of(claim);
    }

    /** Returns whether the claim has neither a volume nor an annotation, so that its class decides. */
    boolean isAsItsClassSays(PersistentVolumeClaim claim) {
        return !hasVolume(claim) && annotated(claim.metadata().annotations()).isEmpty();
    }

    /** Returns the home of a claim, whatever its volume is made from. */
    Home own(PersistentVolumeClaim claim) {
        Optional<PersistentVolume> volume = volume(claim);
        Optional<StorageClass> storageClass = storageClass(claim);
        Optional<Home> annotated = annotated(claim.metadata().annotations())
                .or(() -> volume.flatMap(it -> annotated(it.annotations())))
                .or(() -> storageClass.flatMap(it -> annotated(it.annotations())));
        if (annotated.isPresent()) {
            return annotated.get();
        }
        if (hasVolume(claim)) {
            return volume.map(narrowed::ofVolume)
                    .orElseGet(() -> Home.unknown("volume \"" + claim.volumeName() + "\" not found"));
        }
        return storageClass.map(it -> ofClass(it, claim)).orElseGet(() -> withoutClass(claim));
    }

    private Home ofClass(StorageClass storageClass, PersistentVolumeClaim claim) {
        Home home = ofClass(storageClass);
        Optional<Home.Known> known = home.ifKnown();
        if (known.isEmpty()) {
            return home;
        }
        return claim.selective()
                ? Home.unknown("it has a selector, so that its class makes no volume for it")
                : staticVolumes
                        .outside(claim, storageClass, known.get())
                        .map(volume -> Home.unknown(
                                "volume \"" + volume.name() + "\" of its class is there for it to be bound to"))
                        .orElse(home);
    }

    /** Returns whether the claim names a volume or a volume is kept for it. */
    public boolean hasVolume(PersistentVolumeClaim claim) {
        return !claim.volumeName().isEmpty() || volume(claim).isPresent();
    }

    /** Returns the driver of the claim's volume, else the one that its class has its volumes made by; else empty. */
    String driver(PersistentVolumeClaim claim) {
        return hasVolume(claim)
                ? volume(claim).map(PersistentVolume::driver).orElse("")
                : storageClass(claim).map(StorageClass::driver).orElse("");
    }

    /** Returns the home of an inline volume, by its driver. */
    public Home ofDriver(String driver) {
        return drivers.of(driver, "storage");
    }

    /** Returns the class that the claim names, or else the default one; empty where there is no such class. */
    public Optional<StorageClass> storageClass(PersistentVolumeClaim claim) {
        Optional<String> requested = claim.requestedClass();
        return requested.isEmpty() ? inventory.defaultStorageClass() : requested.flatMap(inventory::storageClass);
    }

    /**
     * Returns the classes of these providers, default classes first: those whose volumes are bound there, or for a
     * claim that several nodes are to share, those of file services, which a class may bind to some nodes all the same.
     */
    public List<String> classesOf(Set<String> providers, boolean shared) {
        return inventory.storageClasses().stream()
                .filter(it -> (shared
                                ? drivers.of(it.driver(), "").ifKnown().filter(home -> !home.hard())
                                : ofClass(it).ifHard())
                        .filter(home -> !Collections.disjoint(home.providers(), providers))
                        .isPresent())
                .sorted(Comparator.comparing(StorageClass::isDefault).reversed().thenComparing(StorageClass::name))
                .map(StorageClass::name)
                .toList();
    }

    /** Returns the volume that the claim names, else the one that is kept for it. */
    Optional<PersistentVolume> volume(PersistentVolumeClaim claim) {
        return claim.volumeName().isEmpty() ? inventory.volumes().keptFor(claim) : inventory.volume(claim.volumeName());
    }

    private static Home withoutClass(PersistentVolumeClaim claim) {
        Optional<String> requested = claim.requestedClass();
        if (requested.isEmpty()) {
            return Home.unknown("no default storage class");
        }
        return requested.get().isEmpty()
                ? Home.unknown("no storage class: a static volume, unknown until it is bound")
                : Home.unknown("storage class \"" + requested.get() + "\" not found");
    }

    /** Returns the claim's own annotation; empty where it has none. */
    public static String annotation(PersistentVolumeClaim claim) {
        return annotation(claim.metadata().annotations());
    }

    /** Returns whether one of the annotations says the home. */
    static boolean saysHome(Map<String, String> annotations) {
        return !annotation(annotations).isEmpty();
    }

    private static String annotation(Map<String, String> annotations) {
        return annotations.getOrDefault(ANNOTATION, "").trim();
    }

    private Optional<Home> annotated(Map<String, String> annotations) {
        String said = annotation(annotations);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (said.equals(ANY)) {
            return Optional.of(Home.anywhere());
        }
        Set<String> named = new TreeSet<>(Arrays.stream(said.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList());
        Set<String> live = new TreeSet<>(named);
        live.retainAll(inventory.providers().liveNames());
        if (live.isEmpty()) {
            String what =
                    named.isEmpty() ? "names no provider" : "says " + Home.names(named) + ", which has no node here";
            return Optional.of(Home.suspicious("annotation " + ANNOTATION + " " + what));
        }
        return Optional.of(new Home.Known(
                live, true, false, "", "storage of " + Home.names(live) + " (annotation " + ANNOTATION + ")"));
    }

    /** Returns the home of the volumes that a class will make. */
    public Home ofClass(StorageClass storageClass) {
        return annotated(storageClass.annotations()).orElseGet(() -> narrowed.ofClass(storageClass));
    }

    /** Returns the nodes that a pod with the claim's volume, or one of its class to come, is held to; none for any. */
    List<NodeSelectorTerm> topology(PersistentVolumeClaim claim) {
        return hasVolume(claim)
                ? volume(claim).flatMap(PersistentVolume::nodeAffinity).orElse(List.of())
                : storageClass(claim).map(narrowed::topologies).orElse(List.of());
    }

    /** Returns what the topology of the claim's volume or class asks for, where that proves nothing. */
    Optional<Unproved> unproved(PersistentVolumeClaim claim) {
        if (hasVolume(claim)) {
            return volume(claim).flatMap(narrowed::unproved);
        }
        return claim.selective() ? Optional.empty() : storageClass(claim).flatMap(narrowed::unproved);
    }
}
