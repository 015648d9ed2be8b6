package io.kosmosadmission.console;

import io.kosmosadmission.background.Daemon;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Audits the cluster beside the pages, one audit at a time, and only while somebody looks at a page. */
public final class BackgroundAudit implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BackgroundAudit.class);

    /** An audit that is older is made anew when it is asked for; one that takes long is kept longer. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final int TIMES_AS_LONG = 10;

    private final Answers answers;
    private final Daemon thread = new Daemon("console-audit", LOG);
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Known known = new Known(Optional.empty(), "");
    private volatile Instant next = Instant.EPOCH;

    /** The newest audit, and why there is no newer one; empty where nothing went wrong. */
    public record Known(Optional<Audited> audited, String failure) {

        /** Returns whether nothing is known yet, and something will be. */
        public boolean isAwaited() {
            return audited.isEmpty() && failure.isEmpty();
        }
    }

    public BackgroundAudit(Answers answers) {
        this.answers = answers;
    }

    /** Returns the newest audit at once, and begins another one where that is old. */
    public Known newest() {
        if (Instant.now().isAfter(next) && running.compareAndSet(false, true)) {
            thread.run(this::audit, "the console's audit failed");
        }
        return known;
    }

    private void audit() {
        Instant began = Instant.now();
        try {
            known = new Known(Optional.of(answers.audit()), "");
        } catch (IOException unreadable) {
            known = new Known(known.audited(), String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException | Error bug) {
            known = new Known(known.audited(), "an error of our own; the log has it");
            throw bug;
        } finally {
            Duration pause = Duration.between(began, Instant.now()).multipliedBy(TIMES_AS_LONG);
            next = Instant.now().plus(pause.compareTo(FRESH) > 0 ? pause : FRESH);
            running.set(false);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
