package io.kosmosadmission.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread for work beside the reviews, such as checks that are repeated and attempts that are retried. It never
 * keeps the process alive. A task that throws is logged, and its schedule goes on; the JDK's own schedule would end
 * there, in silence. Once closed, it ignores whatever it is given.
 */
// Nobody needs the futures: a guarded task never fails.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Daemon implements AutoCloseable {

    private final Logger log;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param name of the thread
     * @param log of the class whose work it is; it gets an error with a task's failure message and what the task threw
     */
    public Daemon(String name, Logger log) {
        this.log = log;
        this.thread = new ScheduledThreadPoolExecutor(1, threads(name), new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns a factory of daemon threads with that name, for other kinds of executors. */
    public static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs the task after the delay, and then again and again, with the pause from the end of one run to the next.
     *
     * @param failure a constant sentence that says what it means when a run throws
     */
    public void repeat(Runnable task, Duration delay, Duration pause, String failure) {
        thread.scheduleWithFixedDelay(guarded(task, failure), delay.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task once, when the tasks before it are done. */
    public void run(Runnable task, String failure) {
        runAfter(Duration.ZERO, task, failure);
    }

    /** Runs the task once, after the delay, for instance to retry. */
    public void runAfter(Duration delay, Runnable task, String failure) {
        thread.schedule(guarded(task, failure), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a last task and closes. Waits for it, and interrupts it when the patience is over. */
    public void closeAfter(Runnable last, Duration patience, String failure) {
        run(last, failure);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the running task and starts no other. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Catches errors too: a missing class or a stack overflow is the bug of one task. */
    private Runnable guarded(Runnable task, String failure) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                log.error(failure, bug);
            }
        };
    }
}
