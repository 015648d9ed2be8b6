package io.kosmosadmission.cluster.leader;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The last attempt to give a node its label.
 *
 * @param failures how often it has failed, one after the other
 * @param next the time from which it may be tried again, by System.nanoTime
 * @param why it failed; empty where it didn't
 */
record Attempt(int failures, long next, String why) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    /** Within that time the state shows what was written. */
    private static final Duration SEEN = Duration.ofSeconds(30);

    static Attempt done(long now) {
        return new Attempt(0, now + SEEN.toNanos(), "");
    }

    static Attempt failed(String why, long now) {
        return new Attempt(1, now + FIRST_WAIT.toNanos(), why);
    }

    /** Returns this attempt after a later one has failed: each wait is twice the one before, at most 320 s. */
    Attempt then(Attempt later) {
        long longer = FIRST_WAIT.toNanos() * ((1L << Math.min(failures, MOST_DOUBLINGS)) - 1);
        return new Attempt(failures + 1, later.next() + longer, later.why());
    }

    /** Returns whether a node may be tried; attempt is null where it never was. */
    static boolean isDue(@Nullable Attempt attempt, long now) {
        return attempt == null || now - attempt.next() >= 0;
    }
}
