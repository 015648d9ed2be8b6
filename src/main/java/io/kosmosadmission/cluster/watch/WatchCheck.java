package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Checks every second whether everything is still watched, and if not, why. */
public final class WatchCheck implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WatchCheck.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<KindInformer> informers;
    private final ApiServer server;
    private final Daemon thread = new Daemon("watch-check", LOG);
    private volatile Optional<Instant> lostSince = Optional.empty();
    private volatile String why = "";

    public WatchCheck(List<KindInformer> informers, ApiServer server) {
        this.informers = informers;
        this.server = server;
    }

    public void start() {
        thread.repeat(this::look, PERIOD, PERIOD, "the watches were not checked");
    }

    private void look() {
        Instant now = Instant.now();
        informers.forEach(informer -> informer.look(now));
        Optional<Instant> since = informers.stream()
                .flatMap(informer -> informer.lostSince().stream())
                .min(Instant::compareTo);
        if (since.isPresent()) {
            why = server.whySilent(PATIENCE).orElse("the API server answers; they are being resumed");
        }
        boolean changed = since.isPresent() != lostSince.isPresent();
        lostSince = since;
        if (changed) {
            if (since.isPresent()) {
                LOG.warnf("watches lost, reviews go on with what is known why=\"%s\"", describe());
            } else {
                LOG.info("watches found again");
            }
        }
    }

    /** Returns since when something is no longer watched; empty while everything is. */
    public Optional<Instant> lostSince() {
        return lostSince;
    }

    /** Returns what isn't watched, and why; empty where everything is. */
    public String describe() {
        String lost = informers.stream()
                .filter(informer -> informer.lostSince().isPresent())
                .map(KindInformer::resource)
                .collect(Collectors.joining(", "));
        return lost.isEmpty() ? "" : "changes of " + lost + " are not seen: " + why;
    }

    /** Returns what has not been listed yet, and why, for people. */
    public String awaited() {
        return informers.stream()
                .filter(informer -> !informer.isComplete())
                .map(informer -> informer.lastError().isEmpty()
                        ? informer.resource()
                        : informer.resource() + " (" + informer.lastError() + ")")
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        thread.close();
    }
}
