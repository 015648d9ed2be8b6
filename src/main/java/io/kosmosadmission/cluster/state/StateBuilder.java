package io.kosmosadmission.cluster.state;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.InventoryWriter;
import io.kosmosadmission.inventory.LostProviders;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Builds one state after the other from changes. Used by the writer's thread only. */
public final class StateBuilder {

    private final Set<String> awaited;
    private final InventoryWriter objects = new InventoryWriter();
    private Configuration written = Configuration.DEFAULT;
    private Configuration configuration = Configuration.DEFAULT;
    private boolean requiredForbidden;

    /** awaited: the parts that must be complete before there is a state. */
    StateBuilder(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** Adds a new or changed object. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        objects.put(kind, object);
    }

    /** Removes an object. */
    public void remove(Kind<?> kind, String namespace, String name) {
        objects.remove(kind, namespace, name);
    }

    /** Sets how many pods the cluster has now, those without volumes included, which are counted but not stored. */
    public void pods(int count) {
        objects.pods(count);
    }

    /** Says that it is now, while changes are seen, so that what has stayed the same for long can be told. */
    public void pass(Instant now) {
        objects.pass(now);
    }

    /** Sets which providers are recorded as lost. */
    public void lost(LostProviders providers) {
        objects.lost(providers);
    }

    public void configure(Configuration other) {
        written = other;
        configuration = requiredForbidden ? other.whereRequiredAntiAffinityIsForbidden() : other;
    }

    /** Sets whether the API server forbids required anti-affinities over providers. */
    public void requiredAntiAffinityForbidden(boolean forbidden) {
        requiredForbidden = forbidden;
        configure(written);
    }

    Configuration configuration() {
        return configuration;
    }

    /** Marks a part as complete: all of it was read once. */
    public void complete(String part) {
        awaited.remove(part);
    }

    boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Applies the batch of changes. Returns the inventory with them. */
    Inventory inventory() {
        return objects.write(configuration);
    }
}
