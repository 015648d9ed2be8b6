package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.time.Instant;

/**
 * Writes one inventory after the other, each by applying a batch of changes to the one before. For use by one thread.
 */
public final class InventoryWriter {

    private final Interner interner = new Interner();
    private Inventory inventory = Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE);
    private ObjectChanges batch = inventory.changes(interner);
    private final DriverChanges drivers = new DriverChanges();
    private LostProviders lost = LostProviders.NONE;
    private int pods;

    /** Adds a new or changed object to the batch. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        batch.put(kind, object);
        if (object instanceof CSINode node) {
            drivers.put(node, inventory.csiNode(node.name()));
        }
    }

    /** Adds the removal of an object to the batch; the object need not exist. */
    public void remove(Kind<?> kind, String namespace, String name) {
        batch.remove(kind, namespace, name);
        if (kind == Kind.CSI_NODE) {
            drivers.remove(name);
        }
    }

    /** Sets how many pods the cluster has now, those without volumes included, which are counted but not stored. */
    public void pods(int count) {
        pods = count;
    }

    /**
     * Says that it is now. By this alone a node's drivers settle, so it is not said while changes can't be seen; a few
     * times a minute is enough.
     */
    public void pass(Instant now) {
        drivers.look(now);
    }

    /** Sets which providers are recorded as lost. */
    public void lost(LostProviders providers) {
        lost = providers;
    }

    /** Applies the batch and begins the next one. Returns the inventory, resolved against that configuration. */
    public Inventory write(Configuration configuration) {
        ObjectChanges ended = batch;
        batch = inventory.changes(interner); // a batch that fails is not tried again
        inventory = inventory.with(configuration).with(ended, drivers.settled()).with(lost);
        int uncounted = pods - inventory.counts().getOrDefault(Kind.POD.name(), 0);
        if (uncounted != 0) {
            ObjectChanges count = inventory.changes(interner);
            count.podsWithoutVolumes(uncounted);
            inventory = inventory.with(count, drivers.settled());
        }
        batch = inventory.changes(interner);
        return inventory;
    }
}
