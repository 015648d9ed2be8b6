package io.kosmosadmission.server.http;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs reviews that are too large for the event loop. An ordinary review takes microseconds there, but one of 8 MiB
 * would keep all others of its loop waiting. Both the threads for them and the memory of their bodies are bounded:
 * beyond that, large reviews are refused and small ones go on.
 */
@Singleton
final class LargeReviews {

    /** Bytes. A review with a longer body counts as large; reviews of real pods have 3 to 30 KiB. */
    static final int SMALLEST = 64 << 10;

    private static final int THREADS = 2;
    private static final int QUEUED = 16;
    /**
     * Bytes. A quarter of the heap, at most 256 MiB, and always enough for one body at the limit while its buffer
     * grows.
     */
    private static final long MOST_BYTES =
            Math.min(256L << 20, Math.max(24L << 20, Runtime.getRuntime().maxMemory() / 4));

    private final AtomicLong bytes = new AtomicLong();
    private final Workers workers = new Workers("kosmos-large-reviews", THREADS, QUEUED);

    void stop(@Observes ShutdownEvent stopping) {
        workers.stop();
    }

    /** Reserves bytes for a body. Returns false, with nothing reserved, where there is no room. */
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

    /** Runs a task on a thread of the pool. Returns false, without running it, where too many wait already. */
    boolean run(Runnable task) {
        return workers.run(task);
    }
}
