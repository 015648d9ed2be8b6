package io.kosmosadmission.cluster;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.kosmosadmission.inventory.ObjectChanges;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.reading.WatchedObjects;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A kind that a cluster may serve, come to serve, or serve no more: of a CustomResourceDefinition, or of a newer Kubernetes.
 * resource is its name in the API; of its versions the first that is served is read.
 */
record OptionalKind(String resource, List<FollowedKind<?, ?, ?>> versions) {

    static final List<OptionalKind> ALL = List.of(
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshots",
                    Slices.OfVolumeSnapshot.class,
                    Slices.OfVolumeSnapshot::new,
                    Slices.VolumeSnapshots.class,
                    Slices.VolumeSnapshots::new,
                    WatchedObjects::snapshot,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    ObjectChanges::removeSnapshot)),
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshotcontents",
                    Slices.OfVolumeSnapshotContent.class,
                    Slices.OfVolumeSnapshotContent::new,
                    Slices.VolumeSnapshotContents.class,
                    Slices.VolumeSnapshotContents::new,
                    WatchedObjects::snapshotContent,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeSnapshotContent(name))),
            OptionalKind.of(new FollowedKind<>(
                    "volumesnapshotclasses",
                    Slices.OfVolumeSnapshotClass.class,
                    Slices.OfVolumeSnapshotClass::new,
                    Slices.VolumeSnapshotClasses.class,
                    Slices.VolumeSnapshotClasses::new,
                    WatchedObjects::snapshotClass,
                    ObjectCollector::add,
                    ObjectChanges::put,
                    (changes, namespace, name) -> changes.removeSnapshotClass(name))),
            // v1 since Kubernetes 1.34; before it is v1beta1, and off by default.
            OptionalKind.of(
                    attributesClass(
                            Slices.OfVolumeAttributesClass.class,
                            Slices.OfVolumeAttributesClass::new,
                            Slices.VolumeAttributesClasses.class,
                            Slices.VolumeAttributesClasses::new),
                    attributesClass(
                            Slices.OfBetaAttributesClass.class,
                            Slices.OfBetaAttributesClass::new,
                            Slices.BetaAttributesClasses.class,
                            Slices.BetaAttributesClasses::new)));

    private static OptionalKind of(FollowedKind<?, ?, ?>... versions) {
        return new OptionalKind(versions[0].resource(), List.of(versions));
    }

    private static <S extends Slice<VolumeAttributesClass>, L extends DefaultKubernetesResourceList<S>>
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
    static List<FollowedKind<?, ?, ?>> andOthers() {
        Stream<FollowedKind<?, ?, ?>> optional = ALL.stream().flatMap(kind -> kind.versions().stream());
        return Stream.concat(FollowedKind.ALL.stream(), optional).toList();
    }

    /** The kind of that name, in its first version. */
    static FollowedKind<?, ?, ?> named(String kind) {
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
