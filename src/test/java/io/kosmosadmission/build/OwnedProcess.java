package io.kosmosadmission.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process that doesn't outlive whoever started it. Its owner ends it by {@link #close}. What an owner forgot ends with the
 * virtual machine, and fails the build: see {@link LeftBehind}.
 */
public final class OwnedProcess implements AutoCloseable {
    /** As Kubernetes grants it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Set<OwnedProcess> RUNNING = new LinkedHashSet<>();
    private static boolean machineEnds;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OwnedProcess::endAll, "end-processes"));
    }

    private final Process process;
    private final List<String> command;

    private OwnedProcess(Process process, List<String> command) {
        this.process = process;
        this.command = command;
    }

    public static OwnedProcess start(ProcessBuilder builder) {
        synchronized (RUNNING) {
            if (machineEnds) {
                throw new IllegalStateException("nothing is started any more: the virtual machine ends");
            }
            try {
                OwnedProcess started = new OwnedProcess(builder.start(), List.copyOf(builder.command()));
                RUNNING.add(started);
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its standard input; the process sees its end once this is closed. */
    public Writer input() {
        return process.outputWriter();
    }

    /** The code that it ends with; empty where it hasn't ended by then, or the caller is interrupted. */
    public OptionalInt exitWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** SIGTERM; doesn't wait. */
    public void terminate() {
        process.destroy();
    }

    /** Without any goodbye, and with it all that it started. Returns once it is gone. */
    public void kill() {
        List<ProcessHandle> children = isAlive() ? process.descendants().toList() : List.of();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        synchronized (RUNNING) {
            RUNNING.remove(this);
        }
    }

    /** SIGTERM; killed where that doesn't end it within half a minute. Returns once it is gone, even if interrupted. */
    @Override
    public void close() {
        terminate();
        process.onExit()
                .completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        kill();
    }

    private static void endAll() {
        List<OwnedProcess> forgotten;
        synchronized (RUNNING) {
            machineEnds = true;
            forgotten = RUNNING.stream().filter(OwnedProcess::isAlive).toList();
        }
        forgotten.forEach(OwnedProcess::terminate);
        forgotten.forEach(OwnedProcess::close);
        forgotten.forEach(each -> LeftBehind.byThisBuild().noteForgotten(String.join(" ", each.command)));
    }
}
