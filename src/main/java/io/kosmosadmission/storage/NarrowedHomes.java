package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.StorageClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the homes that volumes and classes have by themselves: that of the driver, narrowed by the nodes that a
 * volume's node affinity, or a class's allowedTopologies, select.
 */
final class NarrowedHomes {

    private final DriverHomes drivers;
    private final Topology topology;

    NarrowedHomes(Inventory inventory, DriverHomes drivers) {
        this.drivers = drivers;
        this.topology = new Topology(inventory);
    }

    Home ofVolume(PersistentVolume volume) {
        String subject = subject(volume);
        Home byDriver = volume.driver().isEmpty() ? Home.anywhere() : drivers.of(volume.driver(), subject);
        return narrowed(byDriver, affinity(volume), volume.driver(), subject, "its node affinity");
    }

    Home ofClass(StorageClass storageClass) {
        String subject = subject(storageClass);
        String driver = storageClass.driver();
        return narrowed(
                drivers.of(driver, subject),
                storageClass.allowedTopologies(),
                driver,
                subject,
                "its allowedTopologies");
    }

    private static String subject(PersistentVolume volume) {
        return "volume \"" + volume.name() + "\"";
    }

    private static String subject(StorageClass storageClass) {
        return "storage class \"" + storageClass.name() + "\"";
    }

    private static List<NodeSelectorTerm> affinity(PersistentVolume volume) {
        return volume.nodeAffinity().orElse(List.of());
    }

    /**
     * Returns what a topology leaves of a home; of all providers where the home is neutral or unknown. It is hard
     * whatever the driver, since the scheduler lets no pod onto other nodes. Where nothing is left, the home is as hard as
     * it was: what reaches a file service from elsewhere may not have been made by its topology.
     */
    private Home narrowed(Home home, List<NodeSelectorTerm> terms, String driver, String subject, String because) {
        Optional<Set<String>> selected = topology.proved(terms);
        if (selected.isEmpty()) {
            return home;
        }
        String all = Home.names(selected.get());
        Optional<Home.Known> known = home.ifKnown();
        if (known.isEmpty()) {
            return new Home.Known(selected.get(), true, true, driver, subject + " of " + all + " (" + because + ")");
        }
        Set<String> left = new TreeSet<>(known.get().providers());
        left.retainAll(selected.get());
        if (left.isEmpty()) {
            return known.get()
                    .limitedTo(left, known.get().because() + ", but only for nodes of " + all + " by " + because);
        }
        boolean block = known.get().hard();
        String narrower = subject + " of " + Home.names(left) + " (" + driver + ", " + because + ")";
        return block && left.size() == known.get().providers().size()
                ? home
                : new Home.Known(left, true, !block, driver, narrower); // a file service asks for no attachLabels
    }

    /** Returns what the volume's node affinity asks for, where that proves nothing. */
    Optional<Unproved> unproved(PersistentVolume volume) {
        return unproved(affinity(volume), subject(volume) + ", whose node affinity asks");
    }

    /** Returns what the class's allowedTopologies ask for, where that proves nothing. */
    Optional<Unproved> unproved(StorageClass storageClass) {
        return unproved(storageClass.allowedTopologies(), subject(storageClass) + ", whose allowedTopologies ask");
    }

    private Optional<Unproved> unproved(List<NodeSelectorTerm> terms, String subject) {
        return terms.isEmpty() || !topology.places(terms).isEmpty()
                ? Optional.empty()
                : Optional.of(Unproved.of(terms, subject, topology.today(terms)));
    }
}
