package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;

/** Writes one inventory after the other, each from a batch of changes to the one before. For one thread alone. */
public final class InventoryWriter {

    private final Interner interner = new Interner();
    private Inventory inventory = Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE);
    private ObjectChanges batch = inventory.changes(interner);
    private int pods;

    /** Takes a new or changed object into the batch. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        batch.put(kind, object);
    }

    /** Takes an object that is gone, or never was there, into the batch. */
    public void remove(Kind<?> kind, String namespace, String name) {
        batch.remove(kind, namespace, name);
    }

    /** Says how many pods there are by now, of which those without volumes are only counted. */
    public void pods(int count) {
        pods = count;
    }

    /** Ends the batch. Returns what the cluster holds now, under that configuration. */
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
