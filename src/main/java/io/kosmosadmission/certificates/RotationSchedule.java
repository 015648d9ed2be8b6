package io.kosmosadmission.certificates;

import java.time.Duration;

/**
 * The times of a rotation, of which none is longer than a lifetime allows.
 *
 * @param lifetime of a certificate and its authority
 */
public record RotationSchedule(Duration lifetime) {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Returns how long before its end a certificate is replaced: a third of its lifetime. */
    Duration renewal() {
        return lifetime.dividedBy(3);
    }

    /** Returns how long an authority is trusted before anybody serves under it, so that every API server has seen it. */
    Duration overlap() {
        return least(OVERLAP, lifetime.dividedBy(30));
    }

    /** Returns how long after the Secret's last change others are trusted too: much longer than a look. */
    Duration settled() {
        return least(SETTLED, lifetime.dividedBy(6));
    }

    /** Returns the time from one look at Secret and configurations to the next. */
    public Duration look() {
        return least(LOOK, lifetime.dividedBy(30));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
