package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.kube.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Looks now and then which optional kinds the cluster serves. Nothing waits for them, and nobody is told of a lost watch. */
public final class OptionalInformers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OptionalInformers.class);

    private final List<OptionalInformer> informers;
    private final Duration pause;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "optional-kinds");
        made.setDaemon(true);
        return made;
    });

    /** pause: between two looks, each of which costs about five small requests. */
    public OptionalInformers(
            Informers makers, ApiServer server, Consumer<Consumer<StateBuilder>> changes, Duration pause) {
        this.informers = Kind.ALL.stream()
                .filter(Kind::isOptional)
                .map(kind -> new OptionalInformer(kind, makers, server, changes))
                .toList();
        this.pause = pause;
    }

    public void start() {
        if (thread.isShutdown()) {
            return; // closed while the other kinds were listed
        }
        thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (OptionalInformer informer : informers) {
            try {
                informer.look();
            } catch (RuntimeException bug) {
                LOG.error("not looked whether it is served kind=" + informer.kind(), bug);
            }
        }
    }

    /** The version of an optional kind that is watched now; empty for any other. */
    public Optional<String> version(Kind<?> kind) {
        return informers.stream()
                .filter(informer -> informer.kind() == kind)
                .findFirst()
                .flatMap(OptionalInformer::version);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        informers.forEach(OptionalInformer::close);
    }
}
