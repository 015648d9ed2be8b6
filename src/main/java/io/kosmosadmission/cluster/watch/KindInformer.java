package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** One kind, or one object, of the cluster that is listed once and watched from then on, for ever. */
public final class KindInformer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KindInformer.class);

    private final String resource;
    private final SharedIndexInformer<?> informer;
    private final Runnable listed;
    private final LastMessage lastError = new LastMessage();
    private volatile boolean complete;
    private volatile boolean watched = true;
    private volatile Optional<Instant> unwatchedSince = Optional.empty();

    /** listed runs once, after the first list was handed over whole and is watched. */
    public KindInformer(String resource, SharedIndexInformer<?> informer, Runnable listed) {
        this.resource = resource;
        this.informer = informer;
        this.listed = listed;
    }

    /** settled runs once: after the first list is there, or at once where it fails, and is tried again. */
    public void start(Runnable settled) {
        AtomicBoolean isSettled = new AtomicBoolean();
        Runnable once = () -> {
            if (isSettled.compareAndSet(false, true)) {
                settled.run();
            }
        };
        // Informers give up where the handler says so, and that would be for good.
        informer.exceptionHandler((started, failure) -> {
            note(failure);
            once.run();
            return true;
        });
        informer.start().whenComplete((nothing, failure) -> {
            if (failure == null) {
                complete = true;
                listed.run();
            }
            once.run();
        });
    }

    private void note(Throwable failure) {
        String why = ApiErrors.of(failure);
        if (!(failure instanceof CancellationException) && lastError.becomes(why)) {
            LOG.warnf("not followed, will go on trying what=\"%s\" why=\"%s\"", resource, why);
        }
    }

    public String resource() {
        return resource;
    }

    /** Whether its first list came. */
    public boolean isComplete() {
        return complete;
    }

    /** Why the last attempt failed; empty where none did. */
    public String lastError() {
        return lastError.text();
    }

    /**
     * Looks whether the watch is there. Every watch ends after some minutes and is resumed at once; only one that is missed
     * at two looks in a row is lost.
     */
    void look(Instant now) {
        if (!complete) {
            return;
        }
        if (informer.isWatching()) {
            unwatchedSince = Optional.empty();
            watched = true;
            lastError.forget();
        } else if (unwatchedSince.isEmpty()) {
            unwatchedSince = Optional.of(now);
        } else {
            watched = false;
        }
    }

    /** Since when its changes aren't seen. */
    Optional<Instant> lostSince() {
        return watched ? Optional.empty() : unwatchedSince;
    }

    @Override
    public void close() {
        informer.close();
    }
}
