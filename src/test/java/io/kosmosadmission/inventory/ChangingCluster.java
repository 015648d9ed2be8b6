package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.ObjectChanges;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** A cluster that changes at random, and tells each change; what it holds is kept in plain maps. */
final class ChangingCluster {

    private final Random random;
    private final RandomObjects objects;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, CSINode> csiNodes = new LinkedHashMap<>();
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
    private final Map<String, StorageClass> storageClasses = new LinkedHashMap<>();
    private final Map<String, PersistentVolume> volumes = new LinkedHashMap<>();
    private final Map<String, PersistentVolumeClaim> claims = new LinkedHashMap<>();
    private final Map<String, VolumeSnapshot> snapshots = new LinkedHashMap<>();
    private final Map<String, VolumeSnapshotContent> snapshotContents = new LinkedHashMap<>();
    private final Map<String, VolumeSnapshotClass> snapshotClasses = new LinkedHashMap<>();
    private final Map<String, VolumeAttributesClass> attributesClasses = new LinkedHashMap<>();
    private final Map<String, PodView> pods = new LinkedHashMap<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private int podsWithoutVolumes;

    ChangingCluster(long seed) {
        this.random = new Random(seed);
        this.objects = new RandomObjects(random);
    }

    /** Its objects as they are now, in any order. */
    ClusterObjects objects() {
        return new ClusterObjects(
                shuffled(nodes),
                shuffled(csiNodes),
                shuffled(namespaces),
                shuffled(storageClasses),
                shuffled(volumes),
                shuffled(claims),
                shuffled(snapshots),
                shuffled(snapshotContents),
                shuffled(snapshotClasses),
                shuffled(attributesClasses),
                shuffled(pods),
                podsWithoutVolumes,
                shuffled(workloads));
    }

    private <T> List<T> shuffled(Map<String, T> map) {
        List<T> values = new ArrayList<>(map.values());
        Collections.shuffle(values, random);
        return values;
    }

    /** Changes up to some objects. */
    void change(int some, ObjectChanges changes) {
        for (int i = random.nextInt(some + 1); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                remove(changes);
            } else {
                put(changes);
            }
        }
    }

    private void put(ObjectChanges changes) {
        switch (random.nextInt(13)) {
            case 0 -> changes.put(put(nodes, objects.node(), Node::name));
            case 1 -> changes.put(put(csiNodes, objects.csiNode(), CSINode::name));
            case 2 -> changes.put(put(namespaces, objects.aNamespace(), Namespace::name));
            case 3 -> changes.put(put(storageClasses, objects.storageClass(), StorageClass::name));
            case 4 -> changes.put(put(volumes, objects.volume(), PersistentVolume::name));
            case 5 ->
                changes.put(put(
                        claims,
                        objects.claim(),
                        it -> it.metadata().namespace() + "/" + it.metadata().name()));
            case 6 ->
                changes.put(put(
                        pods,
                        objects.pod(),
                        it -> it.metadata().namespace() + "/" + it.metadata().name()));
            case 7 -> changes.put(put(workloads, objects.workload(), ChangingCluster::key));
            case 8 -> changes.put(put(snapshots, objects.snapshot(), it -> it.namespace() + "/" + it.name()));
            case 9 -> changes.put(put(snapshotContents, objects.snapshotContent(), VolumeSnapshotContent::name));
            case 10 -> changes.put(put(snapshotClasses, objects.snapshotClass(), VolumeSnapshotClass::name));
            case 11 -> changes.put(put(attributesClasses, objects.attributesClass(), VolumeAttributesClass::name));
            default -> {
                podsWithoutVolumes++;
                changes.podsWithoutVolumes(1);
            }
        }
    }

    private static <T> T put(Map<String, T> map, T value, Function<T, String> key) {
        map.put(key.apply(value), value);
        return value;
    }

    private static String key(Workload workload) {
        return workload.kind() + "/" + workload.metadata().namespace() + "/"
                + workload.metadata().name();
    }

    private void remove(ObjectChanges changes) {
        String namespace = objects.namespace();
        switch (random.nextInt(12)) {
            case 0 -> changes.removeNode(removed(nodes, objects.name("node-")));
            case 1 -> changes.removeCSINode(removed(csiNodes, objects.name("node-")));
            case 2 -> changes.removeNamespace(removed(namespaces, namespace));
            case 3 -> changes.removeStorageClass(removed(storageClasses, objects.name("class-")));
            case 4 -> changes.removeVolume(removed(volumes, objects.name("volume-")));
            case 5 -> changes.removeSnapshotContent(removed(snapshotContents, objects.name("content-")));
            case 6 -> changes.removeSnapshotClass(removed(snapshotClasses, objects.name("class-")));
            case 7 -> changes.removeAttributesClass(removed(attributesClasses, objects.name("attributes-")));
            case 8 -> {
                String name = objects.name("snapshot-");
                removed(snapshots, namespace + "/" + name);
                changes.removeSnapshot(namespace, name);
            }
            case 9 -> {
                String name = objects.name("claim-");
                removed(claims, namespace + "/" + name);
                changes.removeClaim(namespace, name);
            }
            case 10 -> {
                String name = objects.name("pod-");
                removed(pods, namespace + "/" + name);
                changes.removePod(namespace, name);
            }
            default -> {
                String name = objects.name("app-");
                removed(workloads, WorkloadKind.StatefulSet + "/" + namespace + "/" + name);
                changes.removeWorkload(WorkloadKind.StatefulSet, namespace, name);
            }
        }
    }

    private static String removed(Map<String, ?> map, String key) {
        map.remove(key);
        return key;
    }
}
