package io.kosmosadmission.kube;

import java.time.Duration;
import java.time.Instant;

/**
 * The Ready condition of a node, without the heartbeat, which changes all the time and says nothing that decisions
 * read.
 *
 * @param ready whether its status is True; False and Unknown are alike here
 * @param since seconds from 1970 to its lastTransitionTime; NEVER where there is none
 */
public record ReadyCondition(boolean ready, long since) {

    /** Where no time is known, so that no time ever proves to be long ago. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The condition of a node that has none, or that does not exist. */
    public static final ReadyCondition UNKNOWN = new ReadyCondition(false, NEVER);

    public boolean isReadyFor(Duration duration, Instant now) {
        return ready && hasLasted(duration, now);
    }

    /** Returns whether it is known that the node has not been ready for so long. */
    public boolean isUnreadyFor(Duration duration, Instant now) {
        return !ready && hasLasted(duration, now);
    }

    private boolean hasLasted(Duration duration, Instant now) {
        return since <= now.minus(duration).getEpochSecond();
    }
}
