package io.kosmosadmission.cluster.leader;

import java.time.Duration;

/** Whether this replica holds the lease, for work on a thread of its own: for sure only shortly after it was said. */
public final class Hold {

    /** As long as the lease is held for sure after the last word of its holder. */
    private static final Duration SURE = Duration.ofSeconds(12);

    private volatile long renewedAt;
    private volatile boolean renewed;

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    public void renew() {
        renewedAt = System.nanoTime();
        renewed = true;
    }

    public boolean isHeld() {
        return renewed && System.nanoTime() - renewedAt < SURE.toNanos();
    }
}
