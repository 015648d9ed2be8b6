package io.kosmosadmission.background;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread for work beside the reviews: what is looked at again and again, or tried until it succeeds. It never keeps the
 * process from ending. A task that throws is logged and its schedule goes on; the JDK's own schedule would end there, in
 * silence. Once closed, it passes over whatever it is given.
 */
// Nobody needs the futures: a guarded task never fails.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Daemon implements AutoCloseable {

    private final Logger log;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param name of the thread
     * @param log of the class whose work it is; it gets an error with a task's sentence and what the task threw
     */
    public Daemon(String name, Logger log) {
        this.log = log;
        this.thread = new ScheduledThreadPoolExecutor(1, threads(name), new ThreadPoolExecutor.DiscardPolicy());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns a factory of daemon threads of that name, for executors of another form. */
    public static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs the task after the delay, and then again and again, with the pause between the end of a run and the next.
     *
     * @param failure a constant sentence that says what a run that throws means
     */
    public void repeat(Runnable task, Duration delay, Duration pause, String failure) {
        thread.scheduleWithFixedDelay(guarded(task, failure), delay.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task once, as soon as those before it are done. */
    public void run(Runnable task, String failure) {
        runAfter(Duration.ZERO, task, failure);
    }

    /** Runs the task once after the delay: it may try again what has just failed. */
    public void runAfter(Duration delay, Runnable task, String failure) {
        thread.schedule(guarded(task, failure), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Closes after a last task, which is interrupted when the patience is over. */
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

    /** Interrupts the task that runs, and starts no other. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Errors too: a class that is missing or a stack that overflows is the bug of one task. */
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
