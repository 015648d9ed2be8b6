package io.kosmosadmission.cli;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The state that was given last. */
@Alternative
@Singleton
public class SwitchedStateSource implements StateSource {

    private volatile ClusterState state =
            new ClusterState(Configuration.DEFAULT, Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE));

    void switchTo(ClusterState other) {
        state = other;
    }

    @Override
    public void start() {}

    @Override
    public ClusterState current() {
        return state;
    }

    @Override
    public boolean synced() {
        return true;
    }

    @Override
    public Optional<Instant> lostSince() {
        return Optional.empty();
    }

    @Override
    public boolean rulesValid() {
        return true;
    }

    @Override
    public String describe() {
        return "the state of a case";
    }

    @Override
    public Map<String, Integer> objects() {
        return Map.of();
    }

    @Override
    public Map<String, Integer> findings() {
        return Map.of();
    }

    @Override
    public void close() {}
}
