package io.kosmosadmission.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.WatchedObject;
import io.kosmosadmission.reading.WatchedObjects;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A kind that the snapshot is made of, in one version. resource is its name in the API; collect takes an object of a list,
 * put a new or changed object into what the writer knows, and remove drops the one of that namespace and name.
 */
public record FollowedKind<T, S extends PartialObject<T>, L extends DefaultKubernetesResourceList<S>>(
        String resource,
        Class<S> slice,
        Supplier<S> newSlice,
        Class<L> list,
        Supplier<L> newList,
        Reader<T> reader,
        BiConsumer<ObjectCollector, T> collect,
        BiConsumer<ObjectChanges, T> put,
        Removal remove) {

    /** Drops the object of that namespace and name. */
    interface Removal {
        void from(ObjectChanges changes, String namespace, String name);
    }

    /** Reads one object, the parser standing on its start. */
    public interface Reader<T> {
        WatchedObject<T> read(JsonParser parser) throws IOException;
    }

    S read(JsonParser parser) throws IOException {
        S read = newSlice.get();
        read.set(reader.read(parser));
        return read;
    }

    /** As its objects say it. */
    public String kind() {
        return HasMetadata.getKind(slice);
    }

    public String apiVersion() {
        return HasMetadata.getApiVersion(slice);
    }

    /** Where its objects are found, in a namespace or, where that is empty, in all or none. */
    public String path(String namespace) {
        return (apiVersion().contains("/") ? "apis/" : "api/")
                + apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + resource;
    }

    /** Those that every cluster serves. */
    // In this order they are listed. Nodes come before all that name them. Pods come next, while there is still room:
    // an informer remembers all names of a list until its end, and of pods there are more than of all others together.
    public static final List<FollowedKind<?, ?, ?>> ALL = List.of(
            new FollowedKind<>(
                    "nodes",
                    PartialObjects.OfNode.class,
                    PartialObjects.OfNode::new,
                    PartialObjects.Nodes.class,
                    PartialObjects.Nodes::new,
                    WatchedObjects::node,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeNode(name)),
            new FollowedKind<>(
                    "pods",
                    PartialObjects.OfPod.class,
                    PartialObjects.OfPod::new,
                    PartialObjects.Pods.class,
                    PartialObjects.Pods::new,
                    WatchedObjects::pod,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removePod),
            new FollowedKind<>(
                    "csinodes",
                    PartialObjects.OfCSINode.class,
                    PartialObjects.OfCSINode::new,
                    PartialObjects.CSINodes.class,
                    PartialObjects.CSINodes::new,
                    WatchedObjects::csiNode,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeCSINode(name)),
            new FollowedKind<>(
                    "namespaces",
                    PartialObjects.OfNamespace.class,
                    PartialObjects.OfNamespace::new,
                    PartialObjects.Namespaces.class,
                    PartialObjects.Namespaces::new,
                    WatchedObjects::namespace,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeNamespace(name)),
            new FollowedKind<>(
                    "storageclasses",
                    PartialObjects.OfStorageClass.class,
                    PartialObjects.OfStorageClass::new,
                    PartialObjects.StorageClasses.class,
                    PartialObjects.StorageClasses::new,
                    WatchedObjects::storageClass,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeStorageClass(name)),
            new FollowedKind<>(
                    "persistentvolumes",
                    PartialObjects.OfPersistentVolume.class,
                    PartialObjects.OfPersistentVolume::new,
                    PartialObjects.PersistentVolumes.class,
                    PartialObjects.PersistentVolumes::new,
                    WatchedObjects::volume,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeVolume(name)),
            new FollowedKind<>(
                    "persistentvolumeclaims",
                    PartialObjects.OfPersistentVolumeClaim.class,
                    PartialObjects.OfPersistentVolumeClaim::new,
                    PartialObjects.PersistentVolumeClaims.class,
                    PartialObjects.PersistentVolumeClaims::new,
                    WatchedObjects::claim,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removeClaim),
            workload(
                    "deployments",
                    PartialObjects.OfDeployment.class,
                    PartialObjects.OfDeployment::new,
                    PartialObjects.Deployments.class,
                    PartialObjects.Deployments::new,
                    WorkloadKind.Deployment),
            workload(
                    "statefulsets",
                    PartialObjects.OfStatefulSet.class,
                    PartialObjects.OfStatefulSet::new,
                    PartialObjects.StatefulSets.class,
                    PartialObjects.StatefulSets::new,
                    WorkloadKind.StatefulSet),
            workload(
                    "daemonsets",
                    PartialObjects.OfDaemonSet.class,
                    PartialObjects.OfDaemonSet::new,
                    PartialObjects.DaemonSets.class,
                    PartialObjects.DaemonSets::new,
                    WorkloadKind.DaemonSet),
            workload(
                    "replicasets",
                    PartialObjects.OfReplicaSet.class,
                    PartialObjects.OfReplicaSet::new,
                    PartialObjects.ReplicaSets.class,
                    PartialObjects.ReplicaSets::new,
                    WorkloadKind.ReplicaSet),
            workload(
                    "jobs",
                    PartialObjects.OfJob.class,
                    PartialObjects.OfJob::new,
                    PartialObjects.Jobs.class,
                    PartialObjects.Jobs::new,
                    WorkloadKind.Job),
            workload(
                    "cronjobs",
                    PartialObjects.OfCronJob.class,
                    PartialObjects.OfCronJob::new,
                    PartialObjects.CronJobs.class,
                    PartialObjects.CronJobs::new,
                    WorkloadKind.CronJob));

    private static <S extends PartialObject<Workload>, L extends DefaultKubernetesResourceList<S>>
            FollowedKind<Workload, S, L> workload(
                    String resource,
                    Class<S> slice,
                    Supplier<S> newSlice,
                    Class<L> list,
                    Supplier<L> newList,
                    WorkloadKind kind) {
        return new FollowedKind<>(
                resource,
                slice,
                newSlice,
                list,
                newList,
                parser -> WatchedObjects.workload(parser, kind),
                ObjectCollector::add,
                ObjectChanges::put,
                (changes, namespace, name) -> changes.removeWorkload(kind, namespace, name));
    }
}
