package io.kosmosadmission.server.http;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Runs reviews that wait for look-ups in the cluster, on threads of their own: while the API server is slow, only these
 * are. Each waits no longer than its own time; reviews beyond the bound are refused.
 */
@Singleton
final class LookUps {

    private static final int THREADS = 16;
    private static final int QUEUED = 64;

    private final Workers workers = new Workers("kosmos-look-ups", THREADS, QUEUED);

    void stop(@Observes ShutdownEvent stopping) {
        workers.stop();
    }

    /** Runs a task on a thread of the pool. Returns false, without running it, where too many wait already. */
    boolean run(Runnable task) {
        return workers.run(task);
    }
}
