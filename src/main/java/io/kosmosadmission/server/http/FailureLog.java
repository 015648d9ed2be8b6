package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.server.Failure;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs failures of our own, at most one line a second for each kind: lines are written on the event loop, and a storm
 * of failures must not slow the server down as well. Failures of clients only count in the metrics.
 */
@Singleton
final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLongArray next = new AtomicLongArray(Failure.values().length);
    private final AtomicInteger unsaid = new AtomicInteger();

    FailureLog() {
        long now = System.nanoTime();
        for (int kind = 0; kind < next.length(); kind++) {
            next.set(kind, now);
        }
    }

    /**
     * Logs the failure, unless it is the client's or a line of its kind was written less than a second ago. cause is
     * null where nothing was thrown.
     */
    void failed(Webhook webhook, Failure failure, @Nullable Throwable cause) {
        if (!failure.isOurs()) {
            return;
        }
        long now = System.nanoTime();
        long due = next.get(failure.ordinal());
        if (now - due < 0 || !next.compareAndSet(failure.ordinal(), due, now + PAUSE)) {
            unsaid.incrementAndGet();
            return;
        }
        LOG.errorf(
                cause,
                "review not judged webhook=%s reason=%s unsaidBefore=%d",
                webhook,
                failure.label(),
                unsaid.getAndSet(0));
    }
}
