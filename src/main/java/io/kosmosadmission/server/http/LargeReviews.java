package io.kosmosadmission.server.http;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reviews too large to be decided on the event loop: an ordinary one takes microseconds there, but one of 8 MiB would keep
 * all others of its loop waiting. Both their threads and the memory of their bodies are bounded; beyond that they are
 * refused, and small ones go on.
 */
@Singleton
final class LargeReviews {

    /** A review's body that is larger counts here. Reviews of real pods have 3 to 30 KiB. */
    static final int SMALLEST = 64 << 10;

    private static final int THREADS = 2;
    private static final int QUEUED = 16;
    /** A quarter of the heap, within reason, and always enough for one at the limit while it grows. */
    private static final long MOST_BYTES =
            Math.min(256L << 20, Math.max(24L << 20, Runtime.getRuntime().maxMemory() / 4));

    private final AtomicLong bytes = new AtomicLong();
    private final Workers workers = new Workers("kosmos-large-reviews", THREADS, QUEUED);

    void stop(@Observes ShutdownEvent stopping) {
        workers.stop();
    }

    /** False: no room; nothing was reserved. */
    boolean reserve(int size) {
        if (bytes.addAndGet(size) <= MOST_BYTES) {
            return true;
        }
        release(size);
        return false;
    }

    void release(int size) {
        bytes.addAndGet(-size);
    }

    /** False: too many wait already; the task won't run. */
    boolean run(Runnable task) {
        return workers.run(task);
    }
}
