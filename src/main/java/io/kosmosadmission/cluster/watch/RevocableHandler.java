package io.kosmosadmission.cluster.watch;

import io.kosmosadmission.cluster.state.StateBuilder;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The intake of a kind that may be served no more. When it is revoked all that it let in goes, and nothing comes in any
 * more, whatever is still on its way from a watch.
 */
final class RevocableHandler<T> implements EventHandler<T> {

    private record Name(String namespace, String name) {}

    private final FollowedKind<T, ?, ?> kind;
    private final Consumer<Consumer<StateBuilder>> changes;

    /** As revoked, only the writer's thread comes near it. */
    private final Set<Name> inside = new HashSet<>();

    private boolean revoked;

    RevocableHandler(FollowedKind<T, ?, ?> kind, Consumer<Consumer<StateBuilder>> changes) {
        this.kind = kind;
        this.changes = changes;
    }

    @Override
    public void put(String namespace, String name, T object) {
        submit(draft -> {
            inside.add(new Name(namespace, name));
            kind.put().accept(draft.changes(), object);
        });
    }

    @Override
    public void remove(String namespace, String name) {
        submit(draft -> {
            inside.remove(new Name(namespace, name));
            kind.remove().from(draft.changes(), namespace, name);
        });
    }

    void revoke() {
        submit(draft -> {
            revoked = true;
            inside.forEach(gone -> kind.remove().from(draft.changes(), gone.namespace(), gone.name()));
            inside.clear();
        });
    }

    private void submit(Consumer<StateBuilder> change) {
        changes.accept(draft -> {
            if (!revoked) {
                change.accept(draft);
            }
        });
    }
}
