package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Watches a kind while the cluster serves it. Once the kind is served no more, its objects are removed from the state.
 */
final class OptionalInformer {

    private static final Logger LOG = Logger.getLogger(OptionalInformer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Kind<?> kind;
    private final Informers informers;
    private final ApiServer server;
    private final Consumer<Consumer<StateBuilder>> changes;
    private final LastMessage lastError = new LastMessage();
    private volatile Optional<Running> running = Optional.empty();

    private record Running(String version, KindInformer informer, RevocableHandler<?> handler) {}

    OptionalInformer(Kind<?> kind, Informers informers, ApiServer server, Consumer<Consumer<StateBuilder>> changes) {
        this.kind = kind;
        this.informers = informers;
        this.server = server;
        this.changes = changes;
    }

    /**
     * Checks which version is served, and starts or ends the informer. It asks for a list of one object, which needs no
     * right but those of the informer.
     */
    synchronized void look() {
        Optional<String> served;
        try {
            served = served();
        } catch (UnansweredException silent) {
            return; // nothing changes; others report that the API server is away
        }
        lastError.forget();
        running.ifPresent(it -> it.informer().look(Instant.now()));
        if (!served.equals(version())) {
            end();
            served.ifPresent(version -> running = Optional.of(begun(kind, version)));
        }
    }

    private Optional<String> served() throws UnansweredException {
        for (String version : kind.versions()) {
            int code = ApiServer.await(server.get(kind.path(version, "") + "?limit=1", PATIENCE), PATIENCE)
                    .code();
            if (code == HttpURLConnection.HTTP_OK) {
                return Optional.of(version);
            }
            if (code != HttpURLConnection.HTTP_NOT_FOUND) {
                throw new UnansweredException(warned("the API server answered " + code));
            }
        }
        return Optional.empty();
    }

    private <T extends KubernetesObject> Running begun(Kind<T> served, String version) {
        LOG.infof("served and followed kind=%s version=%s", served, served.apiVersion(version));
        RevocableHandler<T> handler = new RevocableHandler<>(served, changes);
        KindInformer informer = informers.informer(served, version, handler);
        informer.start(() -> {});
        return new Running(version, informer, handler);
    }

    private void end() {
        running.ifPresent(it -> {
            LOG.infof("served no more, forgotten kind=%s version=%s", kind, kind.apiVersion(it.version()));
            it.informer().close();
            it.handler().revoke();
        });
        running = Optional.empty();
    }

    private String warned(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf("not known whether it is served, will go on asking kind=%s why=\"%s\"", kind, why);
        }
        return why;
    }

    Kind<?> kind() {
        return kind;
    }

    /** Returns the version that is watched; empty while none is served. */
    Optional<String> version() {
        return running.map(Running::version);
    }

    synchronized void close() {
        running.ifPresent(it -> it.informer().close());
    }
}
