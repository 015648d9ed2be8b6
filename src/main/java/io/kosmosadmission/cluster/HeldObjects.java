package io.kosmosadmission.cluster;

import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.HashMap;
import java.util.Map;

/** The objects of the cluster as one writer follows them. */
final class HeldObjects {

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, CSINode> csiNodes = new HashMap<>();
    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Map<String, StorageClass> storageClasses = new HashMap<>();
    private final Map<String, PersistentVolume> volumes = new HashMap<>();
    private final Map<String, PersistentVolumeClaim> claims = new HashMap<>();
    private final Map<String, PodView> pods = new HashMap<>();
    private final Map<String, Workload> workloads = new HashMap<>();

    void put(Node node) {
        nodes.put(node.name(), node);
    }

    void put(CSINode node) {
        csiNodes.put(node.name(), node);
    }

    void put(Namespace namespace) {
        namespaces.put(namespace.name(), namespace);
    }

    void put(StorageClass storageClass) {
        storageClasses.put(storageClass.name(), storageClass);
    }

    void put(PersistentVolume volume) {
        volumes.put(volume.name(), volume);
    }

    void put(PersistentVolumeClaim claim) {
        claims.put(key(claim.metadata().namespace(), claim.metadata().name()), claim);
    }

    void put(PodView pod) {
        pods.put(key(pod.metadata().namespace(), pod.metadata().name()), pod);
    }

    void put(Workload workload) {
        String key = key(workload.metadata().namespace(), workload.metadata().name());
        workloads.put(workload.kind() + "/" + key, workload);
    }

    void removeNode(String name) {
        nodes.remove(name);
    }

    void removeCSINode(String name) {
        csiNodes.remove(name);
    }

    void removeNamespace(String name) {
        namespaces.remove(name);
    }

    void removeStorageClass(String name) {
        storageClasses.remove(name);
    }

    void removeVolume(String name) {
        volumes.remove(name);
    }

    void removeClaim(String namespace, String name) {
        claims.remove(key(namespace, name));
    }

    void removePod(String namespace, String name) {
        pods.remove(key(namespace, name));
    }

    void removeWorkload(WorkloadKind kind, String namespace, String name) {
        workloads.remove(kind + "/" + key(namespace, name));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    ClusterObjects objects() {
        ObjectCollector collector = new ObjectCollector();
        nodes.values().forEach(collector::add);
        csiNodes.values().forEach(collector::add);
        namespaces.values().forEach(collector::add);
        storageClasses.values().forEach(collector::add);
        volumes.values().forEach(collector::add);
        claims.values().forEach(collector::add);
        pods.values().forEach(collector::add);
        workloads.values().forEach(collector::add);
        return collector.collected();
    }
}
