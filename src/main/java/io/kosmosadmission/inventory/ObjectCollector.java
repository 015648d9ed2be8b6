package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the objects of a cluster as they are read. An object replaces an earlier one of the same kind, namespace and
 * name.
 */
public final class ObjectCollector {

    private final Map<Kind<?>, Map<ObjectKey, KubernetesObject>> objects = new HashMap<>();
    private int podsWithoutVolumes;

    /** Returns a collector that holds these objects already. */
    public static ObjectCollector of(ClusterObjects objects) {
        ObjectCollector collector = new ObjectCollector();
        Kind.ALL.forEach(kind -> collector.addAll(kind, objects));
        collector.addPodsWithoutVolumes(objects.podsWithoutVolumes());
        return collector;
    }

    private <T extends KubernetesObject> void addAll(Kind<T> kind, ClusterObjects from) {
        from.of(kind).forEach(object -> add(kind, object));
    }

    /** Adds the object. One that no decision reads is left out; a pod that is not stored is counted. */
    public <T extends KubernetesObject> void add(Kind<T> kind, T object) {
        Map<ObjectKey, KubernetesObject> byKey = objects.computeIfAbsent(kind, unseen -> new LinkedHashMap<>());
        if (object.isStored()) {
            byKey.put(kind.keyOf(object), object);
        } else if (kind == Kind.POD) {
            podsWithoutVolumes++;
        } else {
            byKey.remove(kind.keyOf(object));
        }
    }

    /** Adds to the number of pods without volumes. */
    public void addPodsWithoutVolumes(int count) {
        podsWithoutVolumes += count;
    }

    public ClusterObjects collected() {
        Map<Kind<?>, List<?>> lists = new HashMap<>();
        objects.forEach((kind, byKey) -> lists.put(kind, new ArrayList<>(byKey.values())));
        return new ClusterObjects(lists, podsWithoutVolumes);
    }
}
