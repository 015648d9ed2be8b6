package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A cluster that changes at random, and tells each change; what it holds is kept in plain maps. */
final class ChangingCluster {

    private final Random random;
    private final RandomObjects objects;
    private final Map<Kind<?>, Map<ObjectKey, KubernetesObject>> stored = new LinkedHashMap<>();
    private int podsWithoutVolumes;

    ChangingCluster(long seed) {
        this.random = new Random(seed);
        this.objects = new RandomObjects(random);
    }

    /** Its objects as they are now, in any order. */
    ClusterObjects objects() {
        ObjectCollector collector = new ObjectCollector();
        stored.keySet().forEach(kind -> collect(kind, collector));
        collector.addPodsWithoutVolumes(podsWithoutVolumes);
        return collector.collected();
    }

    private <T extends KubernetesObject> void collect(Kind<T> kind, ObjectCollector collector) {
        List<KubernetesObject> shuffled = new ArrayList<>(stored.get(kind).values());
        Collections.shuffle(shuffled, random);
        shuffled.forEach(object -> collector.add(kind, kind.type().cast(object)));
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
        switch (random.nextInt(14)) {
            case 0 -> put(Kind.NODE, objects.node(), changes);
            case 1 -> put(Kind.CSI_NODE, objects.csiNode(), changes);
            case 2 -> put(Kind.NAMESPACE, objects.aNamespace(), changes);
            case 3 -> put(Kind.STORAGE_CLASS, objects.storageClass(), changes);
            case 4 -> put(Kind.PERSISTENT_VOLUME, objects.volume(), changes);
            case 5 -> put(Kind.PERSISTENT_VOLUME_CLAIM, objects.claim(), changes);
            case 6 -> put(Kind.POD, objects.pod(), changes);
            case 7 -> {
                StoredWorkload workload = objects.workload();
                put(Kind.of(workload.kind()), workload, changes);
            }
            case 8 -> put(Kind.VOLUME_SNAPSHOT, objects.snapshot(), changes);
            case 9 -> put(Kind.VOLUME_SNAPSHOT_CONTENT, objects.snapshotContent(), changes);
            case 10 -> put(Kind.VOLUME_SNAPSHOT_CLASS, objects.snapshotClass(), changes);
            case 11 -> put(Kind.VOLUME_ATTRIBUTES_CLASS, objects.attributesClass(), changes);
            case 12 -> put(Kind.SERVICE, objects.service(), changes);
            default -> {
                podsWithoutVolumes++;
                changes.podsWithoutVolumes(1);
            }
        }
    }

    private <T extends KubernetesObject> void put(Kind<T> kind, T object, ObjectChanges changes) {
        stored.computeIfAbsent(kind, unseen -> new LinkedHashMap<>()).put(kind.keyOf(object), object);
        changes.put(kind, object);
    }

    private void remove(ObjectChanges changes) {
        switch (random.nextInt(13)) {
            case 0 -> remove(Kind.NODE, objects.name("node-"), changes);
            case 1 -> remove(Kind.CSI_NODE, objects.name("node-"), changes);
            case 2 -> remove(Kind.NAMESPACE, objects.namespace(), changes);
            case 3 -> remove(Kind.STORAGE_CLASS, objects.name("class-"), changes);
            case 4 -> remove(Kind.PERSISTENT_VOLUME, objects.name("volume-"), changes);
            case 5 -> remove(Kind.VOLUME_SNAPSHOT_CONTENT, objects.name("content-"), changes);
            case 6 -> remove(Kind.VOLUME_SNAPSHOT_CLASS, objects.name("class-"), changes);
            case 7 -> remove(Kind.VOLUME_ATTRIBUTES_CLASS, objects.name("attributes-"), changes);
            case 8 -> remove(Kind.VOLUME_SNAPSHOT, objects.name("snapshot-"), changes);
            case 9 -> remove(Kind.PERSISTENT_VOLUME_CLAIM, objects.name("claim-"), changes);
            case 10 -> remove(Kind.POD, objects.name("pod-"), changes);
            case 11 -> remove(Kind.SERVICE, objects.name("web-"), changes);
            default -> remove(Kind.of(WorkloadKind.StatefulSet), objects.name("app-"), changes);
        }
    }

    private void remove(Kind<?> kind, String name, ObjectChanges changes) {
        String namespace = kind.isNamespaced() ? objects.namespace() : "";
        stored.getOrDefault(kind, new LinkedHashMap<>()).remove(kind.key(namespace, name));
        changes.remove(kind, namespace, name);
    }
}
