package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.state.StateBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Follows a kind while the cluster serves it; what was seen of it goes when it is served no more. */
final class OptionalInformer {

    private static final Logger LOG = Logger.getLogger(OptionalInformer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OptionalKind kind;
    private final Informers followers;
    private final ApiServer server;
    private final Consumer<Consumer<StateBuilder>> changes;
    private volatile Optional<Following> following = Optional.empty();
    private String trouble = "";

    private record Following(FollowedKind<?, ?, ?> version, KindInformer follower, RevocableHandler<?> intake) {}

    OptionalInformer(
            OptionalKind kind, Informers followers, ApiServer server, Consumer<Consumer<StateBuilder>> changes) {
        this.kind = kind;
        this.followers = followers;
        this.server = server;
        this.changes = changes;
    }

    /** Asks which version is served, by a list of one object: no other right is needed than to follow it. */
    synchronized void look() {
        Optional<FollowedKind<?, ?, ?>> served;
        try {
            served = served();
        } catch (UnansweredException silent) {
            return; // it stays as it is; an API server that is away is told of by others
        }
        trouble = "";
        following.ifPresent(it -> it.follower().look(Instant.now()));
        if (!served.equals(version())) {
            end();
            served.ifPresent(version -> following = Optional.of(begun(version)));
        }
    }

    private Optional<FollowedKind<?, ?, ?>> served() throws UnansweredException {
        for (FollowedKind<?, ?, ?> version : kind.versions()) {
            int code = ApiServer.await(server.get(version.path("") + "?limit=1", PATIENCE), PATIENCE)
                    .code();
            if (code == HttpURLConnection.HTTP_OK) {
                return Optional.of(version);
            }
            if (code != HttpURLConnection.HTTP_NOT_FOUND) {
                say("the API server answered " + code);
                throw new UnansweredException(trouble);
            }
        }
        return Optional.empty();
    }

    private <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> Following begun(
            FollowedKind<T, S, L> version) {
        LOG.infof("served and followed kind=%s version=%s", kind.kind(), version.apiVersion());
        RevocableHandler<T> intake = new RevocableHandler<>(version, changes);
        KindInformer follower = followers.follower(version, intake);
        follower.start(() -> {});
        return new Following(version, follower, intake);
    }

    private void end() {
        following.ifPresent(it -> {
            LOG.infof(
                    "served no more, forgotten kind=%s version=%s",
                    kind.kind(), it.version().apiVersion());
            it.follower().close();
            it.intake().revoke();
        });
        following = Optional.empty();
    }

    private void say(String now) {
        if (!now.equals(trouble)) {
            LOG.warnf("not known whether it is served, will go on asking kind=%s why=\"%s\"", kind.kind(), now);
        }
        trouble = now;
    }

    OptionalKind kind() {
        return kind;
    }

    /** The version that is followed; empty while none is served. */
    Optional<FollowedKind<?, ?, ?>> version() {
        return following.map(Following::version);
    }

    synchronized void close() {
        following.ifPresent(it -> it.follower().close());
    }
}
