package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;

/**
 * Writes one inventory after the other, each by applying a batch of changes to the one before. For use by one thread.
 */
public final class InventoryWriter {

    private final Interner interner = new Interner();
    private Inventory inventory = Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE);
    private ObjectChanges batch = inventory.changes(interner);
    private int pods;

    /** Adds a new or changed object to the batch. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        batch.put(kind, object);
    }

    /** Adds the removal of an object to the batch; the object need not exist. */
    public void remove(Kind<?> kind, String namespace, String name) {
        batch.remove(kind, namespace, name);
    }

    /** Sets how many pods the cluster has now, those without volumes included, which are counted but not stored. */
    public void pods(int count) {
        pods = count;
    }

    /** Applies the batch and begins the next one. Returns the inventory, resolved against that configuration. */
    public Inventory write(Configuration configuration) {
        ObjectChanges ended = batch;
        batch = inventory.changes(interner); // a batch that fails is not tried again
        inventory = inventory.with(configuration).with(ended);
        int uncounted = pods - inventory.counts().getOrDefault(Kind.POD.name(), 0);
        if (uncounted != 0) {
            ObjectChanges count = inventory.changes(interner);
            count.podsWithoutVolumes(uncounted);
            inventory = inventory.with(count);
        }
        batch = inventory.changes(interner);
        return inventory;
    }
}
