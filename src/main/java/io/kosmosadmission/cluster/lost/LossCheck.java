package io.kosmosadmission.cluster.lost;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.background.Daemon;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides which providers are lost, by the nodes as they are seen now and the record of who was lost before. For the
 * one replica that holds the lease, and for a process that stands alone. Not safe for several threads.
 */
public final class LossCheck {

    /** Between two looks. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /**
     * By then whoever looks every few seconds has looked again. After a longer time without a look, or without seeing
     * the nodes, what is known of them may be old.
     */
    private static final Duration RECENT = PERIOD.multipliedBy(3);

    private final Supplier<Optional<ClusterState>> states;
    private final LossRecord record;
    private Optional<Instant> seenAt = Optional.empty();

    /** states returns the newest state; empty while changes of nodes can't be seen. */
    public LossCheck(Supplier<Optional<ClusterState>> states, LossRecord record) {
        this.states = states;
        this.record = record;
    }

    /** Decides again and again, on a thread of the shell's. */
    public void repeat(Daemon clock) {
        clock.repeat(() -> look(Instant.now()), PERIOD, PERIOD, "it was not checked who is lost");
    }

    /**
     * Decides at that time, where the nodes are seen, and were seen at the look before: the first look after they were
     * not may still see what they were.
     */
    public void look(Instant now) {
        Optional<ClusterState> state = states.get();
        boolean steady = seenAt.filter(time -> time.plus(RECENT).isAfter(now)).isPresent();
        seenAt = state.map(seen -> now);
        if (state.isPresent() && steady) {
            record.write(record.known()
                    .next(state.get().configuration(), state.get().inventory().providers(), now));
        }
    }
}
