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
import java.util.List;

/** The objects of a cluster that decisions read, as they came; pods without volumes are only counted. */
public record ClusterObjects(
        List<Node> nodes,
        List<CSINode> csiNodes,
        List<Namespace> namespaces,
        List<StorageClass> storageClasses,
        List<PersistentVolume> volumes,
        List<PersistentVolumeClaim> claims,
        List<VolumeSnapshot> snapshots,
        List<VolumeSnapshotContent> snapshotContents,
        List<VolumeSnapshotClass> snapshotClasses,
        List<VolumeAttributesClass> attributesClasses,
        List<PodView> pods,
        int podsWithoutVolumes,
        List<Workload> workloads) {

    public static final ClusterObjects NONE = new ObjectCollector().collected();

    public ClusterObjects {
        nodes = List.copyOf(nodes);
        csiNodes = List.copyOf(csiNodes);
        namespaces = List.copyOf(namespaces);
        storageClasses = List.copyOf(storageClasses);
        volumes = List.copyOf(volumes);
        claims = List.copyOf(claims);
        snapshots = List.copyOf(snapshots);
        snapshotContents = List.copyOf(snapshotContents);
        snapshotClasses = List.copyOf(snapshotClasses);
        attributesClasses = List.copyOf(attributesClasses);
        pods = List.copyOf(pods);
        workloads = List.copyOf(workloads);
    }
}
