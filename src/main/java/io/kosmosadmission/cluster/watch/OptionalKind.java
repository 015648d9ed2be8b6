package io.kosmosadmission.cluster.watch;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.reading.WatchedObjects;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A kind that a cluster may serve, come to serve, or serve no more: of a CustomResourceDefinition, or of a newer Kubernetes.
 * resource is its name in the API; of its versions the first that is served is read.
 */
public record OptionalKind(String resource, List<FollowedKind<?, ?, ?>> versions) {

    public static final List<OptionalKind> ALL = List.of(
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshots",
                    PartialObjects.OfVolumeSnapshot.class,
                    PartialObjects.OfVolumeSnapshot::new,
                    PartialObjects.VolumeSnapshots.class,
                    PartialObjects.VolumeSnapshots::new,
                    WatchedObjects::snapshot,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removeSnapshot)),
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshotcontents",
                    PartialObjects.OfVolumeSnapshotContent.class,
                    PartialObjects.OfVolumeSnapshotContent::new,
                    PartialObjects.VolumeSnapshotContents.class,
                    PartialObjects.VolumeSnapshotContents::new,
                    WatchedObjects::snapshotContent,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeSnapshotContent(name))),
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshotclasses",
                    PartialObjects.OfVolumeSnapshotClass.class,
                    PartialObjects.OfVolumeSnapshotClass::new,
                    PartialObjects.VolumeSnapshotClasses.class,
                    PartialObjects.VolumeSnapshotClasses::new,
                    WatchedObjects::snapshotClass,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeSnapshotClass(name))),
            // v1 since Kubernetes 1.34; before it is v1beta1, and off by default.
            OptionalKind.of(
                    attributesClass(
                            PartialObjects.OfVolumeAttributesClass.class,
                            PartialObjects.OfVolumeAttributesClass::new,
                            PartialObjects.VolumeAttributesClasses.class,
                            PartialObjects.VolumeAttributesClasses::new),
                    attributesClass(
                            PartialObjects.OfBetaAttributesClass.class,
                            PartialObjects.OfBetaAttributesClass::new,
                            PartialObjects.BetaAttributesClasses.class,
                            PartialObjects.BetaAttributesClasses::new)));

    private static OptionalKind of(FollowedKind<?, ?, ?>... versions) {
        return new OptionalKind(versions[0].resource(), List.of(versions));
    }

    private static <S extends PartialObject<VolumeAttributesClass>, L extends DefaultKubernetesResourceList<S>>
            FollowedKind<VolumeAttributesClass, S, L> attributesClass(
                    Class<S> slice, Supplier<S> newSlice, Class<L> list, Supplier<L> newList) {
        return new FollowedKind<>(
                "volumeattributesclasses",
                slice,
                newSlice,
                list,
                newList,
                WatchedObjects::attributesClass,
                ObjectCollector::add,
                ObjectChanges::put,
                (changes, namespace, name) -> changes.removeAttributesClass(name));
    }

    /** All that the client may come to read: the kinds of every cluster, and each version of these. */
    public static List<FollowedKind<?, ?, ?>> andOthers() {
        Stream<FollowedKind<?, ?, ?>> optional = ALL.stream().flatMap(kind -> kind.versions().stream());
        return Stream.concat(FollowedKind.ALL.stream(), optional).toList();
    }

    /** The kind of that name, in its first version. */
    public static FollowedKind<?, ?, ?> named(String kind) {
        return andOthers().stream()
                .filter(it -> it.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** As its objects say it. */
    String kind() {
        return versions.get(0).kind();
    }
}
