package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.inventory.store.ObjectChanges;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Makes the followers of the kinds that the state is made of; what they see goes to the writer. */
public final class Informers {

    private static final Logger LOG = Logger.getLogger(Informers.class);

    /**
     * Items of a list that are in memory as text at once. Five times as many don't fit where young objects live, and each page
     * costs a full collection.
     */
    public static final long PAGE = 100;

    private static final long NO_RESYNC = 0;

    private final KubernetesClient client;
    private final Consumer<Consumer<StateBuilder>> changes;

    public Informers(KubernetesClient client, Consumer<Consumer<StateBuilder>> changes) {
        this.client = client;
        this.changes = changes;
    }

    /** Of the kinds that every cluster serves. */
    public List<KindInformer> ofAllKinds() {
        return FollowedKind.ALL.stream().<KindInformer>map(this::follower).toList();
    }

    private <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> KindInformer follower(
            FollowedKind<T, S, L> kind) {
        ResourceVersions<S> versions = new ResourceVersions<>(kind.newSlice());
        return follower(
                kind,
                versions,
                new ToWriter<>(kind, versions, changes),
                () -> changes.accept(draft -> draft.complete(kind.resource())));
    }

    /** Of a kind that nobody awaits. */
    <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> KindInformer follower(
            FollowedKind<T, S, L> kind, EventHandler<T> intake) {
        return follower(kind, new ResourceVersions<>(kind.newSlice()), intake, () -> {});
    }

    private <T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>> KindInformer follower(
            FollowedKind<T, S, L> kind, ResourceVersions<S> versions, EventHandler<T> intake, Runnable listed) {
        SharedIndexInformer<S> informer = client.resources(kind.slice(), kind.list())
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(NO_RESYNC)
                .removeNamespaceIndex()
                .itemStore(versions);
        informer.addEventHandler(new Handler<>(kind.resource(), intake));
        return new KindInformer(kind.resource(), informer, listed);
    }

    private record Handler<T, S extends PartialObject<T>>(String resource, EventHandler<T> intake)
            implements ResourceEventHandler<S> {

        @Override
        public void onAdd(S slice) {
            if (slice.object().isPresent()) {
                intake.put(slice.namespace(), slice.name(), slice.object().get());
            } else {
                LOG.warnf(
                        "passed over, not of its kind's shape kind=%s namespace=%s name=%s why=\"%s\"",
                        resource, slice.namespace(), slice.name(), slice.unreadable());
                onDelete(slice, false);
            }
        }

        @Override
        public void onUpdate(S old, S slice) {
            onAdd(slice);
        }

        @Override
        public void onDelete(S slice, boolean finalStateUnknown) {
            intake.remove(slice.namespace(), slice.name());
        }
    }

    private record ToWriter<T>(
            FollowedKind<T, ?, ?> kind, ResourceVersions<?> versions, Consumer<Consumer<StateBuilder>> changes)
            implements EventHandler<T> {

        @Override
        public void put(String namespace, String name, T object) {
            submit(batch -> kind.put().accept(batch, object));
        }

        @Override
        public void remove(String namespace, String name) {
            submit(batch -> kind.remove().from(batch, namespace, name));
        }

        private void submit(Consumer<ObjectChanges> change) {
            boolean counted = kind.slice() == PartialObjects.OfPod.class;
            changes.accept(draft -> {
                change.accept(draft.changes());
                if (counted) {
                    draft.pods(versions.size());
                }
            });
        }
    }
}
