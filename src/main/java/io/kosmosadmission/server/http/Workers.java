package io.kosmosadmission.server.http;

import io.kosmosadmission.background.Daemon;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A bounded number of threads, with a bounded queue, for work that must not run on an event loop. */
final class Workers {

    private final ThreadPoolExecutor threads;

    Workers(String name, int most, int queued) {
        this.threads = new ThreadPoolExecutor(
                most, most, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), Daemon.threads(name));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the task on one of the threads. Returns false, without running it, where the queue is full. */
    boolean run(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    void stop() {
        threads.shutdownNow();
    }
}
