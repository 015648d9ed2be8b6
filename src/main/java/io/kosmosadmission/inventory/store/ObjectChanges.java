package io.kosmosadmission.inventory.store;

import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A batch of changes to a cluster's objects, collected by one writer; of two that concern one object the later counts.
 * Objects are brought into the form in which they are held at once, so that what is read of them can go.
 */
public final class ObjectChanges {

    private final Transform heldForm;
    private final Map<String, Optional<Node>> nodes = new LinkedHashMap<>();
    private final Map<String, Optional<CSINode>> csiNodes = new LinkedHashMap<>();
    private final Map<String, Optional<Namespace>> namespaces = new LinkedHashMap<>();
    private final Map<String, Optional<StorageClass>> storageClasses = new LinkedHashMap<>();
    private final Map<String, Optional<PersistentVolume>> volumes = new LinkedHashMap<>();
    private final Map<ObjectKey, Optional<PersistentVolumeClaim>> claims = new LinkedHashMap<>();
    private final Map<ObjectKey, Optional<VolumeSnapshot>> snapshots = new LinkedHashMap<>();
    private final Map<String, Optional<VolumeSnapshotContent>> snapshotContents = new LinkedHashMap<>();
    private final Map<String, Optional<VolumeSnapshotClass>> snapshotClasses = new LinkedHashMap<>();
    private final Map<String, Optional<VolumeAttributesClass>> attributesClasses = new LinkedHashMap<>();
    private final Map<ObjectKey, Optional<PodView>> pods = new LinkedHashMap<>();
    private final Map<ObjectKey, Optional<Workload>> workloads = new LinkedHashMap<>();
    private int podsWithoutVolumes;

    /** held is what the changes lead away from. */
    public ObjectChanges(Interner repeats, Store held) {
        this.heldForm = new Transform(repeats, held);
    }

    /** The changes that lead from nothing to these objects. */
    public static ObjectChanges to(ClusterObjects objects) {
        ObjectChanges changes = new ObjectChanges(new Interner(), Store.none());
        objects.nodes().forEach(changes::put);
        objects.csiNodes().forEach(changes::put);
        objects.namespaces().forEach(changes::put);
        objects.storageClasses().forEach(changes::put);
        objects.volumes().forEach(changes::put);
        objects.claims().forEach(changes::put);
        objects.snapshots().forEach(changes::put);
        objects.snapshotContents().forEach(changes::put);
        objects.snapshotClasses().forEach(changes::put);
        objects.attributesClasses().forEach(changes::put);
        objects.pods().forEach(changes::put);
        objects.workloads().forEach(changes::put);
        changes.podsWithoutVolumes(objects.podsWithoutVolumes());
        return changes;
    }

    public void put(Node node) {
        nodes.put(node.name(), Optional.of(heldForm.of(node)));
    }

    public void removeNode(String name) {
        nodes.put(name, Optional.empty());
    }

    public void put(CSINode node) {
        csiNodes.put(node.name(), Optional.of(heldForm.of(node)));
    }

    public void removeCSINode(String name) {
        csiNodes.put(name, Optional.empty());
    }

    public void put(Namespace namespace) {
        namespaces.put(namespace.name(), Optional.of(namespace));
    }

    public void removeNamespace(String name) {
        namespaces.put(name, Optional.empty());
    }

    public void put(StorageClass storageClass) {
        storageClasses.put(storageClass.name(), Optional.of(storageClass));
    }

    public void removeStorageClass(String name) {
        storageClasses.put(name, Optional.empty());
    }

    public void put(PersistentVolume volume) {
        volumes.put(volume.name(), Optional.of(heldForm.of(volume)));
    }

    public void removeVolume(String name) {
        volumes.put(name, Optional.empty());
    }

    public void put(PersistentVolumeClaim claim) {
        PersistentVolumeClaim held = heldForm.of(claim);
        claims.put(ObjectKey.claim(held.metadata().namespace(), held.metadata().name()), Optional.of(held));
    }

    public void removeClaim(String namespace, String name) {
        claims.put(ObjectKey.claim(namespace, name), Optional.empty());
    }

    public void put(VolumeSnapshot snapshot) {
        VolumeSnapshot held = heldForm.of(snapshot);
        snapshots.put(ObjectKey.snapshot(held.namespace(), held.name()), Optional.of(held));
    }

    public void removeSnapshot(String namespace, String name) {
        snapshots.put(ObjectKey.snapshot(namespace, name), Optional.empty());
    }

    public void put(VolumeSnapshotContent content) {
        snapshotContents.put(content.name(), Optional.of(heldForm.of(content)));
    }

    public void removeSnapshotContent(String name) {
        snapshotContents.put(name, Optional.empty());
    }

    public void put(VolumeSnapshotClass snapshotClass) {
        snapshotClasses.put(snapshotClass.name(), Optional.of(snapshotClass));
    }

    public void removeSnapshotClass(String name) {
        snapshotClasses.put(name, Optional.empty());
    }

    public void put(VolumeAttributesClass attributesClass) {
        attributesClasses.put(attributesClass.name(), Optional.of(attributesClass));
    }

    public void removeAttributesClass(String name) {
        attributesClasses.put(name, Optional.empty());
    }

    /** A pod without volumes isn't held, but only takes the place of one of its name that is; it is to be counted. */
    public void put(PodView pod) {
        PodView held = heldForm.of(pod);
        pods.put(
                ObjectKey.pod(held.metadata().namespace(), held.metadata().name()),
                held.volumes().isEmpty() ? Optional.empty() : Optional.of(held));
    }

    /** Removes a pod that had volumes; of another nothing is held. */
    public void removePod(String namespace, String name) {
        pods.put(ObjectKey.pod(namespace, name), Optional.empty());
    }

    /** How many pods without volumes are more than before; negative where they are fewer. Deltas of a batch add up. */
    public void podsWithoutVolumes(int more) {
        podsWithoutVolumes += more;
    }

    public void put(Workload workload) {
        Workload held = heldForm.of(workload);
        workloads.put(
                ObjectKey.workload(
                        held.kind(),
                        held.metadata().namespace(),
                        held.metadata().name()),
                Optional.of(held));
    }

    public void removeWorkload(WorkloadKind kind, String namespace, String name) {
        workloads.put(ObjectKey.workload(kind, namespace, name), Optional.empty());
    }

    Map<String, Optional<Node>> nodes() {
        return nodes;
    }

    Map<String, Optional<CSINode>> csiNodes() {
        return csiNodes;
    }

    Map<String, Optional<Namespace>> namespaces() {
        return namespaces;
    }

    Map<String, Optional<StorageClass>> storageClasses() {
        return storageClasses;
    }

    Map<String, Optional<PersistentVolume>> volumes() {
        return volumes;
    }

    Map<ObjectKey, Optional<PersistentVolumeClaim>> claims() {
        return claims;
    }

    Map<ObjectKey, Optional<VolumeSnapshot>> snapshots() {
        return snapshots;
    }

    Map<String, Optional<VolumeSnapshotContent>> snapshotContents() {
        return snapshotContents;
    }

    Map<String, Optional<VolumeSnapshotClass>> snapshotClasses() {
        return snapshotClasses;
    }

    Map<String, Optional<VolumeAttributesClass>> attributesClasses() {
        return attributesClasses;
    }

    Map<ObjectKey, Optional<PodView>> pods() {
        return pods;
    }

    Map<ObjectKey, Optional<Workload>> workloads() {
        return workloads;
    }

    int podsWithoutVolumes() {
        return podsWithoutVolumes;
    }
}
