package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.api.ApiErrors;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Lists one kind, or one object, of the cluster once and watches it from then on, for ever. */
public final class KindInformer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KindInformer.class);

    private final String resource;
    private final SharedIndexInformer<?> informer;
    private final Runnable listed;
    private final LastMessage lastError = new LastMessage();
    private volatile boolean complete;
    private volatile boolean watched = true;
    private volatile Optional<Instant> unwatchedSince = Optional.empty();

    /** listed runs once, when all of the first list was handed over and the watch has begun. */
    public KindInformer(String resource, SharedIndexInformer<?> informer, Runnable listed) {
        this.resource = resource;
        this.informer = informer;
        this.listed = listed;
    }

    /** Starts to list. settled runs once: when the first list is there, or has failed and will be retried. */
    public void start(Runnable settled) {
        AtomicBoolean isSettled = new AtomicBoolean();
        Runnable once = () -> {
            if (isSettled.compareAndSet(false, true)) {
                settled.run();
            }
        };
        // true: an informer whose handler returns false gives up for good.
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

    /** Returns whether its first list is there. */
    public boolean isComplete() {
        return complete;
    }

    /** Returns why the last attempt failed; empty where none did. */
    public String lastError() {
        return lastError.text();
    }

    /**
     * Checks the watch. Every watch ends after some minutes and is resumed at once; it counts as lost only when two
     * checks in a row find none.
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

    /** Returns since when its changes aren't seen; empty while they are. */
    Optional<Instant> lostSince() {
        return watched ? Optional.empty() : unwatchedSince;
    }

    @Override
    public void close() {
        informer.close();
    }
}
