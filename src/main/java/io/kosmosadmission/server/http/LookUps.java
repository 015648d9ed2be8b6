package io.kosmosadmission.server.http;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Reviews that wait for look-ups in the cluster, apart from all others: while the API server is slow, they alone are. Each
 * waits no longer than its own time; beyond the bound they are refused.
 */
@Singleton
final class LookUps {

    private static final int THREADS = 16;
    private static final int QUEUED = 64;

    private final Workers workers = new Workers("kosmos-look-ups", THREADS, QUEUED);

    void stop(@Observes ShutdownEvent stopping) {
        workers.stop();
    }

    /** False: too many wait already; the task won't run. */
    boolean run(Runnable task) {
        return workers.run(task);
    }
}
