package io.kosmosadmission.cluster;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The state as its writer works on it; only the writer's thread comes near. */
final class Draft {

    private final HeldObjects objects = new HeldObjects();
    private final Set<String> awaited;
    private Configuration configuration = Configuration.DEFAULT;

    /** awaited: the parts without which there is no state. */
    Draft(Set<String> awaited) {
        this.awaited = new HashSet<>(awaited);
    }

    HeldObjects objects() {
        return objects;
    }

    void configure(Configuration other) {
        configuration = other;
    }

    /** All of that part was read once. */
    void complete(String part) {
        awaited.remove(part);
    }

    /** The state with all that changed; empty while any part is awaited. */
    Optional<ClusterState> state() {
        return awaited.isEmpty()
                ? Optional.of(new ClusterState(configuration, Inventory.of(configuration, objects.objects())))
                : Optional.empty();
    }
}
