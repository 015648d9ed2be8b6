package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.CSINode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers which nodes' drivers changed lately. Time passes only where it is told. For use by one thread. */
final class DriverChanges {

    /** By then a driver whose pod was replaced has registered again. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    private final Map<String, Instant> changed = new HashMap<>();
    private final Set<String> sinceLastLook = new HashSet<>();
    private SettledDrivers settled = new SettledDrivers(Optional.of(Set.of()));
    private boolean stale;

    /** Takes note of a node's CSINode, and of the one before, where there was one. */
    void put(CSINode node, Optional<CSINode> before) {
        boolean same = before.filter(it -> it.drivers().equals(node.drivers())).isPresent();
        if (!same) {
            sinceLastLook.add(node.name());
            stale = true;
        }
    }

    void remove(String node) {
        stale |= sinceLastLook.remove(node);
        stale |= changed.remove(node) != null;
    }

    /** Counts what changed since the last look as changed now, and forgets what changed long before. */
    void look(Instant now) {
        sinceLastLook.forEach(node -> changed.put(node, now));
        sinceLastLook.clear();
        stale |= changed.values().removeIf(since -> !since.plus(SETTLING).isAfter(now));
    }

    SettledDrivers settled() {
        if (stale) {
            Set<String> recent = new HashSet<>(changed.keySet());
            recent.addAll(sinceLastLook);
            settled = new SettledDrivers(Optional.of(recent));
            stale = false;
        }
        return settled;
    }
}
