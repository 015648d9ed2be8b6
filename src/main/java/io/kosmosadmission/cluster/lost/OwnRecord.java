package io.kosmosadmission.cluster.lost;

import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.inventory.LostProviders;
import java.util.function.Consumer;

/** A record in memory, for a process that shares its decisions with no other and writes nothing to the cluster. */
public final class OwnRecord implements LossRecord {

    private final Consumer<Consumer<StateBuilder>> changes;
    private volatile LostProviders known = LostProviders.NONE;

    public OwnRecord(Consumer<Consumer<StateBuilder>> changes) {
        this.changes = changes;
    }

    @Override
    public LostProviders known() {
        return known;
    }

    @Override
    public void write(LostProviders next) {
        if (!next.equals(known)) {
            known = next;
            changes.accept(state -> state.lost(next));
        }
    }
}
