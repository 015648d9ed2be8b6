package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.impl.BaseClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Makes the informers of the kinds that the state consists of. Their events go to the writer of the state. */
public final class Informers {

    private static final Logger LOG = Logger.getLogger(Informers.class);

    /**
     * Objects in a page of a list, all of which are in memory as text at once. Five times as many don't fit into the
     * young generation of the heap, and then each page costs a full collection.
     */
    public static final long PAGE = 100;

    private static final long NO_RESYNC = 0;

    private final KubernetesClient client;
    private final Consumer<Consumer<StateBuilder>> changes;

    public Informers(KubernetesClient client, Consumer<Consumer<StateBuilder>> changes) {
        this.client = client;
        this.changes = changes;
    }

    /** Returns the client's operation to list and watch the objects of a kind in a version. */
    public static MixedOperation<PartialObject, PartialObjectList, Resource<PartialObject>> objects(
            KubernetesClient client, Kind<?> kind, String version) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(version)
                .withKind(kind.name())
                .withPlural(kind.plural())
                .withNamespaced(kind.isNamespaced())
                .build();
        return client.adapt(BaseClient.class)
                .newHasMetadataOperation(context, PartialObject.class, PartialObjectList.class);
    }

    /**
     * Returns the values of fields by which the API server chooses the objects of a kind: only what is stored is sent.
     */
    public static Map<String, String> fields(Kind<?> kind) {
        return kind == Kind.SERVICE ? Map.of("spec.type", "LoadBalancer") : Map.of();
    }

    /** Makes the informers of the kinds that every cluster serves. */
    public List<KindInformer> ofAllKinds() {
        return Kind.ALL.stream()
                .filter(kind -> !kind.isOptional())
                .<KindInformer>map(this::informer)
                .toList();
    }

    private <T extends KubernetesObject> KindInformer informer(Kind<T> kind) {
        ResourceVersions versions = new ResourceVersions();
        return informer(
                kind,
                kind.versions().get(0),
                versions,
                new ToWriter<>(kind, versions, changes),
                () -> changes.accept(state -> state.complete(kind.plural())));
    }

    /** Makes the informer of an optional kind. Nothing waits for its first list. */
    <T extends KubernetesObject> KindInformer informer(Kind<T> kind, String version, EventHandler<T> handler) {
        return informer(kind, version, new ResourceVersions(), handler, () -> {});
    }

    private <T extends KubernetesObject> KindInformer informer(
            Kind<T> kind, String version, ResourceVersions versions, EventHandler<T> handler, Runnable listed) {
        SharedIndexInformer<PartialObject> informer = objects(client, kind, version)
                .inAnyNamespace()
                .withFields(fields(kind))
                .withLimit(PAGE)
                .runnableInformer(NO_RESYNC)
                .removeNamespaceIndex()
                .itemStore(versions);
        informer.addEventHandler(new Adapter<>(kind, handler));
        return new KindInformer(kind.plural(), informer, listed);
    }

    /** Hands the client's events to our own handler. */
    private record Adapter<T extends KubernetesObject>(Kind<T> kind, EventHandler<T> handler)
            implements ResourceEventHandler<PartialObject> {

        @Override
        public void onAdd(PartialObject partial) {
            Optional<T> object = partial.object().map(kind.type()::cast);
            if (object.isPresent()) {
                handler.put(partial.namespace(), partial.name(), object.get());
            } else {
                LOG.warnf(
                        "passed over, not of its kind's shape kind=%s namespace=%s name=%s why=\"%s\"",
                        kind.plural(), partial.namespace(), partial.name(), partial.unreadable());
                onDelete(partial, false);
            }
        }

        @Override
        public void onUpdate(PartialObject old, PartialObject partial) {
            onAdd(partial);
        }

        @Override
        public void onDelete(PartialObject partial, boolean finalStateUnknown) {
            handler.remove(partial.namespace(), partial.name());
        }
    }

    private record ToWriter<T extends KubernetesObject>(
            Kind<T> kind, ResourceVersions versions, Consumer<Consumer<StateBuilder>> changes)
            implements EventHandler<T> {

        @Override
        public void put(String namespace, String name, T object) {
            submit(state -> state.put(kind, object));
        }

        @Override
        public void remove(String namespace, String name) {
            submit(state -> state.remove(kind, namespace, name));
        }

        private void submit(Consumer<StateBuilder> change) {
            changes.accept(state -> {
                change.accept(state);
                if (kind == Kind.POD) {
                    state.pods(versions.size());
                }
            });
        }
    }
}
