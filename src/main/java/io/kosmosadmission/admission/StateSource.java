package io.kosmosadmission.admission;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where reviews get the state they are decided on. There is one writer behind it; the readers are many, and none of
 * these methods blocks or locks: {@link #current} is one volatile read.
 */
public interface StateSource extends AutoCloseable {

    /** Begins to read, on threads of its own; called once. */
    void start();

    /** The newest state. Only meaningful once {@link #synced}. */
    ClusterState current();

    /** Whether all was read once. Never false again: a source that is lost later goes on with what it knows. */
    boolean synced();

    /** Since when nothing new can be read; empty while the source is followed. */
    Optional<Instant> lostSince();

    /** Reads objects as they are now; empty where what was read is all there is. */
    default Optional<LiveReader> live() {
        return Optional.empty();
    }

    /** Whether the configuration in force is the one that is written, and not the last good one instead. */
    boolean rulesValid();

    /** What is read, and what is awaited or missing, for people: {@code files in /etc/cluster, 12 objects}. */
    String describe();

    /** How many objects are held, by kind. */
    Map<String, Integer> objects();

    /** How many findings there are, by check. */
    Map<String, Integer> findings();

    @Override
    void close();
}
