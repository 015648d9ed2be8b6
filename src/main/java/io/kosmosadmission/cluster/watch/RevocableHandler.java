package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Handles the events of a kind that the cluster may cease to serve. Once revoked, it removes all that it has put into
 * the state, and drops the events that still come from the watch.
 */
final class RevocableHandler<T extends KubernetesObject> implements EventHandler<T> {

    private record Name(String namespace, String name) {}

    private final Kind<T> kind;
    private final Consumer<Consumer<StateBuilder>> changes;

    /** Only the writer's thread reads or changes these two. */
    private final Set<Name> inside = new HashSet<>();

    private boolean revoked;

    RevocableHandler(Kind<T> kind, Consumer<Consumer<StateBuilder>> changes) {
        this.kind = kind;
        this.changes = changes;
    }

    @Override
    public void put(String namespace, String name, T object) {
        submit(state -> {
            inside.add(new Name(namespace, name));
            state.put(kind, object);
        });
    }

    @Override
    public void remove(String namespace, String name) {
        submit(state -> {
            inside.remove(new Name(namespace, name));
            state.remove(kind, namespace, name);
        });
    }

    void revoke() {
        submit(state -> {
            revoked = true;
            inside.forEach(gone -> state.remove(kind, gone.namespace(), gone.name()));
            inside.clear();
        });
    }

    private void submit(Consumer<StateBuilder> change) {
        changes.accept(state -> {
            if (!revoked) {
                change.accept(state);
            }
        });
    }
}
