package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.DataSource;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OrderedStrings;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Transforms objects into the form in which they are stored, and replaces equal values by one instance. Leaves out the
 * metadata that decisions read only from an object under review: generateName, creationTimestamp, annotations other
 * than ours, the storage class's, the selected node's of a claim that has no volume, and those of load balancers,
 * owners other than the controller, and the uid of all but nodes, workloads, and claims that name no volume yet. A kind
 * without a form here is stored as it is read.
 */
final class Transform {

    private static final String OWN_PREFIX = "kosmos-admission.io/";

    // Stands for placed and placed-by. People read them, and reviews of the pod itself.
    private static final String PLACED_PREFIX = OWN_PREFIX + "placed";

    private static final Map<Kind<?>, BiFunction<Transform, ?, ?>> FORMS = forms();

    private final Interner interner;
    private final ShortValues values;
    private final Store store;

    /** Shares the names of the store's objects, too. */
    Transform(Interner interner, Store store) {
        this.interner = interner;
        this.values = new ShortValues(interner);
        this.store = store;
    }

    private static Map<Kind<?>, BiFunction<Transform, ?, ?>> forms() {
        Map<Kind<?>, BiFunction<Transform, ?, ?>> forms = new HashMap<>();
        form(forms, Kind.NODE, Transform::of);
        form(forms, Kind.CSI_NODE, Transform::of);
        form(forms, Kind.PERSISTENT_VOLUME, Transform::of);
        form(forms, Kind.PERSISTENT_VOLUME_CLAIM, Transform::of);
        form(forms, Kind.SERVICE, Transform::of);
        form(forms, Kind.VOLUME_SNAPSHOT, Transform::of);
        form(forms, Kind.VOLUME_SNAPSHOT_CONTENT, Transform::of);
        form(forms, Kind.POD, Transform::of);
        for (WorkloadKind kind : WorkloadKind.values()) {
            form(forms, Kind.of(kind), Transform::of);
        }
        return Map.copyOf(forms);
    }

    private static <T extends KubernetesObject> void form(
            Map<Kind<?>, BiFunction<Transform, ?, ?>> forms, Kind<T> kind, BiFunction<Transform, T, T> form) {
        forms.put(kind, form);
    }

    @SuppressWarnings("unchecked")
    <T extends KubernetesObject> T of(Kind<T> kind, T object) {
        BiFunction<Transform, T, T> form = (BiFunction<Transform, T, T>) FORMS.get(kind);
        return form == null ? object : form.apply(this, object);
    }

    Node of(Node node) {
        Map<String, String> labels = new HashMap<>(node.labels().size() * 2);
        node.labels()
                .forEach((key, value) ->
                        labels.put(interner.one(key), value.equals(node.name()) ? node.name() : interner.one(value)));
        return new Node(
                node.name(),
                labels,
                node.providerID(),
                interner.one(node.taints()),
                node.uid(),
                interner.one(node.readiness()));
    }

    CSINode of(CSINode node) {
        return new CSINode(
                store.sharedName(Kind.NODE, node.name()),
                interner.one(node.drivers()),
                interner.one(node.topologyKeys()));
    }

    PersistentVolume of(PersistentVolume volume) {
        return new PersistentVolume(
                volume.name(),
                read(volume.annotations()),
                interner.one(volume.driver()),
                interner.one(volume.storageClassName()),
                values.terms(volume.nodeAffinity()),
                interner.one(volume.claimNamespace()),
                store.claimName(volume.claimNamespace(), volume.claimName()),
                volume.isUsable() ? volume.claimUid() : "",
                interner.one(volume.traits()),
                volume.phase(),
                volume.deleting());
    }

    PersistentVolumeClaim of(PersistentVolumeClaim claim) {
        Map<String, String> annotations = read(claim.metadata().annotations());
        if (claim.volumeName().isEmpty() && !claim.selectedNode().isEmpty()) {
            annotations.put(PersistentVolumeClaim.SELECTED_NODE, store.sharedName(Kind.NODE, claim.selectedNode()));
        }
        return new PersistentVolumeClaim(
                of(
                        claim.metadata(),
                        claim.volumeName().isEmpty() ? claim.metadata().uid() : "",
                        annotations),
                interner.one(claim.storageClassName()),
                store.sharedName(Kind.PERSISTENT_VOLUME, claim.volumeName()),
                claim.dataSource().map(this::of),
                interner.one(claim.volumeAttributesClassName()),
                interner.one(claim.traits()),
                claim.selective());
    }

    private DataSource of(DataSource source) {
        return new DataSource(
                interner.one(source.apiGroup()),
                interner.one(source.kind()),
                interner.one(source.namespace()),
                source.name());
    }

    VolumeSnapshot of(VolumeSnapshot snapshot) {
        return new VolumeSnapshot(
                interner.one(snapshot.namespace()),
                snapshot.name(),
                interner.one(snapshot.persistentVolumeClaimName()),
                snapshot.volumeSnapshotContentName(),
                interner.one(snapshot.volumeSnapshotClassName()),
                snapshot.boundVolumeSnapshotContentName());
    }

    VolumeSnapshotContent of(VolumeSnapshotContent content) {
        return new VolumeSnapshotContent(
                content.name(),
                interner.one(content.driver()),
                interner.one(content.snapshotNamespace()),
                content.snapshotName(),
                interner.one(content.volumeHandle()));
    }

    StoredPod of(StoredPod pod) {
        return new StoredPod(
                of(pod.metadata(), ""),
                store.sharedName(Kind.NODE, interner.one(pod.nodeName())),
                values.strings(pod.nodeSelector(), "", Map::copyOf),
                values.terms(pod.requiredNodeAffinity()),
                interner.one(pod.topologyKeys()),
                interner.one(pod.tolerations()),
                pod.volumes().stream()
                        .map(volume -> of(pod.namespace(), volume))
                        .toList(),
                values.names(pod.resources()),
                interner.one(pod.phase()));
    }

    StoredWorkload of(StoredWorkload workload) {
        return new StoredWorkload(
                workload.kind(),
                of(workload.metadata(), workload.metadata().uid()),
                workload.replicas(),
                workload.selector(),
                of(workload.template()),
                workload.volumeClaimTemplates().stream().map(this::of).toList(),
                workload.firstOrdinal(),
                workload.renewal(),
                values.names(workload.registeredDrivers()));
    }

    Service of(Service service) {
        return StoredServices.of(service, interner, values);
    }

    private Volume of(String namespace, Volume volume) {
        VolumeSource source = volume.source()
                .match(
                        claim -> new VolumeSource.Claim(store.claimName(namespace, claim.claimName())),
                        ephemeral -> new VolumeSource.Ephemeral(of(ephemeral.template())),
                        interner::one);
        return new Volume(interner.one(volume.name()), source);
    }

    private ObjectMeta of(ObjectMeta metadata, String uid) {
        return of(metadata, uid, read(metadata.annotations()));
    }

    private ObjectMeta of(ObjectMeta metadata, String uid, Map<String, String> annotations) {
        return new ObjectMeta(
                interner.one(metadata.namespace()),
                metadata.name(),
                "",
                uid,
                values.strings(metadata.labels(), metadata.name(), OrderedStrings::copyOf),
                annotations,
                metadata.controller().map(this::of).orElse(List.of()),
                "",
                metadata.deleting());
    }

    private List<OwnerReference> of(OwnerReference controller) {
        return values.owners(List.of(new OwnerReference(
                interner.one(controller.apiVersion()),
                interner.one(controller.kind()),
                interner.one(controller.name()),
                "",
                true)));
    }

    private static Map<String, String> read(Map<String, String> annotations) {
        Map<String, String> read = new LinkedHashMap<>();
        annotations.forEach((key, value) -> {
            boolean own = key.startsWith(OWN_PREFIX) && !key.startsWith(PLACED_PREFIX);
            if (own || key.equals(PersistentVolumeClaim.CLASS_ANNOTATION)) {
                read.put(key, value);
            }
        });
        return read;
    }
}
