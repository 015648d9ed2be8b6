package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** One kind, or one object, of the cluster that is listed once and watched from then on, for ever. */
final class Follower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final String resource;
    private final SharedIndexInformer<?> informer;
    private final Runnable listed;
    private volatile boolean complete;
    private volatile String trouble = "";
    private volatile boolean watched = true;
    private volatile Instant unwatchedSince;

    /** listed runs once, after the first list was handed over whole and is watched. */
    Follower(String resource, SharedIndexInformer<?> informer, Runnable listed) {
        this.resource = resource;
        this.informer = informer;
        this.listed = listed;
    }

    /** Informers give up where the handler says so, and that would be for good. */
    void start() {
        informer.exceptionHandler((started, failure) -> {
            note(failure);
            return true;
        });
        informer.start().whenComplete((nothing, failure) -> {
            if (failure == null) {
                complete = true;
                listed.run();
            }
        });
    }

    private void note(Throwable failure) {
        String now = Trouble.of(failure);
        if (!now.equals(trouble) && !(failure instanceof CancellationException)) {
            trouble = now;
            LOG.warnf("not followed, will go on trying what=\"%s\" why=\"%s\"", resource, now);
        }
    }

    String resource() {
        return resource;
    }

    /** Whether its first list came. */
    boolean isComplete() {
        return complete;
    }

    /** Why the last attempt failed; empty where none did. */
    String trouble() {
        return trouble;
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
            unwatchedSince = null;
            watched = true;
            trouble = "";
        } else if (unwatchedSince == null) {
            unwatchedSince = now;
        } else {
            watched = false;
        }
    }

    /** Since when its changes aren't seen. */
    Optional<Instant> lostSince() {
        return watched ? Optional.empty() : Optional.ofNullable(unwatchedSince);
    }

    @Override
    public void close() {
        informer.close();
    }
}
