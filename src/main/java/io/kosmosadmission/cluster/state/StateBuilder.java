package io.kosmosadmission.cluster.state;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.InventoryWriter;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.HashSet;
import java.util.Set;

/** The state as its writer works on it. For the writer's thread alone. */
public final class StateBuilder {

    private final Set<String> awaited;
    private final InventoryWriter objects = new InventoryWriter();
    private Configuration configuration = Configuration.DEFAULT;

    /** awaited: the parts without which there is no state. */
    StateBuilder(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    /** Takes a new or changed object. */
    public <T extends KubernetesObject> void put(Kind<T> kind, T object) {
        objects.put(kind, object);
    }

    /** Takes an object that is gone. */
    public void remove(Kind<?> kind, String namespace, String name) {
        objects.remove(kind, namespace, name);
    }

    /** Says how many pods there are by now, of which those without volumes are only counted. */
    public void pods(int count) {
        objects.pods(count);
    }

    public void configure(Configuration other) {
        configuration = other;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Says that all of the part was read once. */
    public void complete(String part) {
        awaited.remove(part);
    }

    boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Ends the batch. Returns what the cluster holds with its changes. */
    Inventory inventory() {
        return objects.write(configuration);
    }
}
