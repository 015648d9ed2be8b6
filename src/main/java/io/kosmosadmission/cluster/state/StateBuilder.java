package io.kosmosadmission.cluster.state;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import java.util.HashSet;
import java.util.Set;

/** The state as its writer works on it; only the writer's thread comes near. */
public final class StateBuilder {

    private static final String PODS = "Pod";

    private final Interner repeats = new Interner();
    private final Set<String> awaited;
    private Configuration configuration = Configuration.DEFAULT;
    private Inventory inventory = Inventory.of(configuration, ClusterObjects.NONE);
    private ObjectChanges changes = inventory.changes(repeats);
    private int pods;

    /** awaited: the parts without which there is no state. */
    StateBuilder(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** Of the batch that is being made. */
    public ObjectChanges changes() {
        return changes;
    }

    /** How many pods there are by now, of which those without volumes are only counted. */
    public void pods(int count) {
        pods = count;
    }

    public void configure(Configuration other) {
        configuration = other;
    }

    Configuration configuration() {
        return configuration;
    }

    /** All of that part was read once. */
    public void complete(String part) {
        awaited.remove(part);
    }

    boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Ends the batch: what the cluster holds with its changes. */
    Inventory inventory() {
        ObjectChanges batch = changes;
        changes = inventory.changes(repeats); // a batch that fails is not tried again
        inventory = inventory.with(configuration).with(batch);
        int uncounted = pods - inventory.counts().getOrDefault(PODS, 0);
        if (uncounted != 0) {
            ObjectChanges count = inventory.changes(repeats);
            count.podsWithoutVolumes(uncounted);
            inventory = inventory.with(count);
        }
        changes = inventory.changes(repeats);
        return inventory;
    }
}
