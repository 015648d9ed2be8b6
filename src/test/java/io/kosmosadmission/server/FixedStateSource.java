package io.kosmosadmission.server;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A state that never changes, of a source that can be made unsynced or lost. */
public final class FixedStateSource implements StateSource {

    private final ClusterState state =
            new ClusterState(Configuration.DEFAULT, Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE));
    private volatile boolean synced = true;
    private volatile Optional<Instant> lostSince = Optional.empty();

    public void setSynced(boolean synced) {
        this.synced = synced;
    }

    public void setLostSince(Optional<Instant> lostSince) {
        this.lostSince = lostSince;
    }

    @Override
    public void start() {}

    @Override
    public ClusterState current() {
        return state;
    }

    @Override
    public boolean synced() {
        return synced;
    }

    @Override
    public Optional<Instant> lostSince() {
        return lostSince;
    }

    @Override
    public boolean rulesValid() {
        return true;
    }

    @Override
    public String describe() {
        return "a fixed state";
    }

    @Override
    public Map<String, Integer> objects() {
        return Map.of("Node", 3);
    }

    @Override
    public Map<String, Integer> findings() {
        return Map.of("unlabelled-node", 2);
    }

    @Override
    public void close() {}
}
