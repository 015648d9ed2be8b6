package io.kosmosadmission.admission;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Provides the state that reviews are decided on. It has one writer and many readers. No method that readers call
 * blocks or locks: {@link #current} is one volatile read.
 */
public interface StateSource extends AutoCloseable {

    /** Begins to read the cluster, on threads of its own. Called once. */
    void start();

    /** Returns the newest state. It is only meaningful once {@link #synced}. */
    ClusterState current();

    /**
     * Returns whether everything was read once. It is never false again: a source that is lost later goes on with what
     * it knows.
     */
    boolean synced();

    /** Returns since when changes can't be seen; empty while they can. */
    Optional<Instant> lostSince();

    /** Returns the reader of objects as they are now; empty where there is nothing beyond the state. */
    default Optional<LiveReader> live() {
        return Optional.empty();
    }

    /** Returns the rules as they are written; empty where there is no text of them. */
    default Optional<WrittenRules> rules() {
        return Optional.empty();
    }

    /** Returns whether the configuration in force is the one that is written, and not the last good one. */
    default boolean rulesValid() {
        return rules().filter(rules -> !rules.errors().isEmpty()).isEmpty();
    }

    /** Returns whether API servers call us; empty where this replica doesn't ask them, or nobody knows. */
    default Optional<Boolean> called() {
        return Optional.empty();
    }

    /** Says for people what is read, and what is awaited or missing: {@code files in /etc/cluster, 12 objects}. */
    String describe();

    /** Returns how many objects the state has, by kind name. */
    Map<String, Integer> objects();

    /** Returns how many findings there are, by the label of their check. */
    Map<String, Integer> findings();

    @Override
    void close();
}
