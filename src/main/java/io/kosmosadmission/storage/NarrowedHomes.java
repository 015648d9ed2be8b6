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
 * volume's node affinity, or a class's allowedTopologies, select. Those of a class that binds at once narrow block storage
 * alone.
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
        Home byDriver = drivers.of(driver, subject);
        return mayIgnoreTopologies(storageClass, byDriver)
                ? byDriver
                : narrowed(byDriver, storageClass.allowedTopologies(), driver, subject, "its allowedTopologies");
    }

    /**
     * Returns the nodes that a pod with a volume of the class to come is held to; none where the volume may be reached
     * from any.
     */
    List<NodeSelectorTerm> topologies(StorageClass storageClass) {
        return storageClass.allowedTopologies().isEmpty()
                        || mayIgnoreTopologies(storageClass, drivers.of(storageClass.driver(), ""))
                ? List.of()
                : storageClass.allowedTopologies();
    }

    /**
     * Returns whether volumes of the class may be reached from other nodes than its allowedTopologies select. The
     * scheduler holds pods to these only while a class waits for its consumer. Where it binds at once, the provisioner
     * tells the driver of them if that knows of topology at all, and the volume has a node affinity if that returns one:
     * of NFS and EFS neither is so, of Filestore the latter isn't.
     */
    private static boolean mayIgnoreTopologies(StorageClass storageClass, Home byDriver) {
        return !storageClass.waitsForConsumer() && byDriver.ifHard().isEmpty();
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
        return unproved(affinity(volume), subject(volume) + ", whose node affinity asks", false);
    }

    /** Returns what the class's allowedTopologies ask for, where that proves nothing. */
    Optional<Unproved> unproved(StorageClass storageClass) {
        return unproved(
                storageClass.allowedTopologies(),
                subject(storageClass) + ", whose allowedTopologies ask",
                topologies(storageClass).isEmpty());
    }

    private Optional<Unproved> unproved(List<NodeSelectorTerm> terms, String subject, boolean ignorable) {
        return terms.isEmpty() || !(ignorable || topology.places(terms).isEmpty())
                ? Optional.empty()
                : Optional.of(Unproved.of(terms, subject, topology.today(terms), ignorable));
    }
}
