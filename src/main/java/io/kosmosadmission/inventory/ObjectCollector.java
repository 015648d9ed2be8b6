package io.kosmosadmission.inventory;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the objects of a cluster as they are read; of two with one name the later counts. */
public final class ObjectCollector {

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

    public void add(Node node) {
        nodes.put(node.name(), node);
    }

    public void add(CSINode node) {
        csiNodes.put(node.name(), node);
    }

    public void add(Namespace namespace) {
        namespaces.put(namespace.name(), namespace);
    }

    public void add(StorageClass storageClass) {
        storageClasses.put(storageClass.name(), storageClass);
    }

    public void add(PersistentVolume volume) {
        volumes.put(volume.name(), volume);
    }

    public void add(PersistentVolumeClaim claim) {
        claims.put(claim.metadata().namespace() + "/" + claim.metadata().name(), claim);
    }

    public void add(VolumeSnapshot snapshot) {
        snapshots.put(snapshot.namespace() + "/" + snapshot.name(), snapshot);
    }

    public void add(VolumeSnapshotContent content) {
        snapshotContents.put(content.name(), content);
    }

    public void add(VolumeSnapshotClass snapshotClass) {
        snapshotClasses.put(snapshotClass.name(), snapshotClass);
    }

    public void add(VolumeAttributesClass attributesClass) {
        attributesClasses.put(attributesClass.name(), attributesClass);
    }

    /** A pod without volumes is only counted: no decision reads it. */
    public void add(PodView pod) {
        if (pod.volumes().isEmpty()) {
            podsWithoutVolumes++;
        } else {
            pods.put(pod.metadata().namespace() + "/" + pod.metadata().name(), pod);
        }
    }

    public void add(Workload workload) {
        workloads.put(
                workload.kind() + "/" + workload.metadata().namespace() + "/"
                        + workload.metadata().name(),
                workload);
    }

    public ClusterObjects collected() {
        return new ClusterObjects(
                values(nodes),
                values(csiNodes),
                values(namespaces),
                values(storageClasses),
                values(volumes),
                values(claims),
                values(snapshots),
                values(snapshotContents),
                values(snapshotClasses),
                values(attributesClasses),
                values(pods),
                podsWithoutVolumes,
                values(workloads));
    }

    private static <T> List<T> values(Map<String, T> map) {
        return new ArrayList<>(map.values());
    }
}
