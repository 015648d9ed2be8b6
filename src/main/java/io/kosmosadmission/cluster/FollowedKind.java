package io.kosmosadmission.cluster;

import com.fasterxml.jackson.core.JsonParser;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kosmosadmission.inventory.ObjectChanges;
import io.kosmosadmission.inventory.ObjectCollector;
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
record FollowedKind<T, S extends Slice<T>, L extends DefaultKubernetesResourceList<S>>(
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
    interface Reader<T> {
        WatchedObject<T> read(JsonParser parser) throws IOException;
    }

    S read(JsonParser parser) throws IOException {
        S read = newSlice.get();
        read.set(reader.read(parser));
        return read;
    }

    /** As its objects say it. */
    String kind() {
        return HasMetadata.getKind(slice);
    }

    String apiVersion() {
        return HasMetadata.getApiVersion(slice);
    }

    /** Where its objects are found, in a namespace or, where that is empty, in all or none. */
    String path(String namespace) {
        return (apiVersion().contains("/") ? "apis/" : "api/")
                + apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + resource;
    }

    /** Those that every cluster serves. */
    // In this order they are listed. Nodes come before all that name them. Pods come next, while there is still room:
    // an informer remembers all names of a list until its end, and of pods there are more than of all others together.
    static final List<FollowedKind<?, ?, ?>> ALL = List.of(
            new FollowedKind<>(
                    "nodes",
                    Slices.OfNode.class,
                    Slices.OfNode::new,
                    Slices.Nodes.class,
                    Slices.Nodes::new,
                    WatchedObjects::node,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeNode(name)),
            new FollowedKind<>(
                    "pods",
                    Slices.OfPod.class,
                    Slices.OfPod::new,
                    Slices.Pods.class,
                    Slices.Pods::new,
                    WatchedObjects::pod,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removePod),
            new FollowedKind<>(
                    "csinodes",
                    Slices.OfCSINode.class,
                    Slices.OfCSINode::new,
                    Slices.CSINodes.class,
                    Slices.CSINodes::new,
                    WatchedObjects::csiNode,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeCSINode(name)),
            new FollowedKind<>(
                    "namespaces",
                    Slices.OfNamespace.class,
                    Slices.OfNamespace::new,
                    Slices.Namespaces.class,
                    Slices.Namespaces::new,
                    WatchedObjects::namespace,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeNamespace(name)),
            new FollowedKind<>(
                    "storageclasses",
                    Slices.OfStorageClass.class,
                    Slices.OfStorageClass::new,
                    Slices.StorageClasses.class,
                    Slices.StorageClasses::new,
                    WatchedObjects::storageClass,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeStorageClass(name)),
            new FollowedKind<>(
                    "persistentvolumes",
                    Slices.OfPersistentVolume.class,
                    Slices.OfPersistentVolume::new,
                    Slices.PersistentVolumes.class,
                    Slices.PersistentVolumes::new,
                    WatchedObjects::volume,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeVolume(name)),
            new FollowedKind<>(
                    "persistentvolumeclaims",
                    Slices.OfPersistentVolumeClaim.class,
                    Slices.OfPersistentVolumeClaim::new,
                    Slices.PersistentVolumeClaims.class,
                    Slices.PersistentVolumeClaims::new,
                    WatchedObjects::claim,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removeClaim),
            workload(
                    "deployments",
                    Slices.OfDeployment.class,
                    Slices.OfDeployment::new,
                    Slices.Deployments.class,
                    Slices.Deployments::new,
                    WorkloadKind.Deployment),
            workload(
                    "statefulsets",
                    Slices.OfStatefulSet.class,
                    Slices.OfStatefulSet::new,
                    Slices.StatefulSets.class,
                    Slices.StatefulSets::new,
                    WorkloadKind.StatefulSet),
            workload(
                    "daemonsets",
                    Slices.OfDaemonSet.class,
                    Slices.OfDaemonSet::new,
                    Slices.DaemonSets.class,
                    Slices.DaemonSets::new,
                    WorkloadKind.DaemonSet),
            workload(
                    "replicasets",
                    Slices.OfReplicaSet.class,
                    Slices.OfReplicaSet::new,
                    Slices.ReplicaSets.class,
                    Slices.ReplicaSets::new,
                    WorkloadKind.ReplicaSet),
            workload(
                    "jobs",
                    Slices.OfJob.class,
                    Slices.OfJob::new,
                    Slices.Jobs.class,
                    Slices.Jobs::new,
                    WorkloadKind.Job),
            workload(
                    "cronjobs",
                    Slices.OfCronJob.class,
                    Slices.OfCronJob::new,
                    Slices.CronJobs.class,
                    Slices.CronJobs::new,
                    WorkloadKind.CronJob));

    private static <S extends Slice<Workload>, L extends DefaultKubernetesResourceList<S>>
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
