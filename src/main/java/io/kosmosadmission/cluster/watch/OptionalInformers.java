package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.kube.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Checks again and again which optional kinds the cluster serves. Nothing waits for these kinds, and a lost watch of
 * theirs is not reported.
 */
public final class OptionalInformers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OptionalInformers.class);

    private final List<OptionalInformer> informers;
    private final Duration pause;
    private final Daemon thread = new Daemon("optional-kinds", LOG);

    /** pause: between two checks. A check of all kinds costs about five small requests. */
    public OptionalInformers(
            Informers makers, ApiServer server, Consumer<Consumer<StateBuilder>> changes, Duration pause) {
        this.informers = Kind.ALL.stream()
                .filter(Kind::isOptional)
                .map(kind -> new OptionalInformer(kind, makers, server, changes))
                .toList();
        this.pause = pause;
    }

    /** Starts the checks. It does nothing if this was closed meanwhile, while the other kinds were listed. */
    public void start() {
        for (OptionalInformer informer : informers) {
            thread.repeat(
                    informer::look, Duration.ZERO, pause, "not looked whether it is served kind=" + informer.kind());
        }
    }

    /** Returns the version in which an optional kind is watched now; empty for any other kind. */
    public Optional<String> version(Kind<?> kind) {
        return informers.stream()
                .filter(informer -> informer.kind() == kind)
                .findFirst()
                .flatMap(OptionalInformer::version);
    }

    @Override
    public void close() {
        thread.close();
        informers.forEach(OptionalInformer::close);
    }
}
