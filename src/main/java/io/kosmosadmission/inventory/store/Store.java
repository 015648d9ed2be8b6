package io.kosmosadmission.inventory.store;

import io.kosmosadmission.inventory.ObjectKey;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a snapshot by their names, and by what they name. */
public record Store(
        PersistentMap<String, Node> nodes,
        PersistentMap<String, CSINode> csiNodes,
        PersistentMap<String, Namespace> namespaces,
        PersistentMap<String, StorageClass> storageClasses,
        PersistentMap<String, PersistentVolume> volumes,
        Index<ObjectKey, PersistentVolume> volumesByClaim,
        PersistentMap<ObjectKey, PersistentVolumeClaim> claims,
        PersistentMap<ObjectKey, VolumeSnapshot> snapshots,
        PersistentMap<String, VolumeSnapshotContent> snapshotContents,
        PersistentMap<String, VolumeSnapshotClass> snapshotClasses,
        PersistentMap<String, VolumeAttributesClass> attributesClasses,
        PersistentMap<ObjectKey, PodView> pods,
        Index<ObjectKey, PodView> podsByClaim,
        int podsWithoutVolumes,
        PersistentMap<ObjectKey, Workload> workloads,
        Index<ObjectKey, Workload> workloadsByClaim,
        Index<String, Workload> claimMakers) {

    private static final Comparator<Workload> BY_NAME = Comparator.<Workload, String>comparing(
                    workload -> workload.metadata().name())
            .thenComparing(Workload::kind);

    public static Store none() {
        return new Store(
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                Index.by(Store::claimsOf, Comparator.comparing(PersistentVolume::name)),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                Index.by(
                        Store::claimsOf,
                        Comparator.comparing(pod -> pod.metadata().name())),
                0,
                PersistentMap.empty(),
                Index.by(Store::claimsOf, BY_NAME),
                Index.by(Store::madeIn, BY_NAME));
    }

    /** These holdings themselves where nothing really changes. */
    public Store with(ObjectChanges changes) {
        Collection<Difference<String, PersistentVolume>> changedVolumes = volumes.differences(changes.volumes());
        Collection<Difference<ObjectKey, PodView>> changedPods = pods.differences(changes.pods());
        Collection<Difference<ObjectKey, Workload>> changedWorkloads = workloads.differences(changes.workloads());
        Store next = new Store(
                nodes.with(nodes.differences(changes.nodes())),
                csiNodes.with(csiNodes.differences(changes.csiNodes())),
                namespaces.with(namespaces.differences(changes.namespaces())),
                storageClasses.with(storageClasses.differences(changes.storageClasses())),
                volumes.with(changedVolumes),
                volumesByClaim.with(changedVolumes),
                claims.with(claims.differences(changes.claims())),
                snapshots.with(snapshots.differences(changes.snapshots())),
                snapshotContents.with(snapshotContents.differences(changes.snapshotContents())),
                snapshotClasses.with(snapshotClasses.differences(changes.snapshotClasses())),
                attributesClasses.with(attributesClasses.differences(changes.attributesClasses())),
                pods.with(changedPods),
                podsByClaim.with(changedPods),
                podsWithoutVolumes + changes.podsWithoutVolumes(),
                workloads.with(changedWorkloads),
                workloadsByClaim.with(changedWorkloads),
                claimMakers.with(changedWorkloads));
        return next.equals(this) ? this : next; // tables are equal only if they are one
    }

    /** A claim's name as the string that pods or volumes which name it have already. */
    String claimName(String namespace, String name) {
        ObjectKey key = ObjectKey.claim(namespace, name);
        return podsByClaim
                .held(key)
                .or(() -> volumesByClaim.held(key))
                .map(ObjectKey::name)
                .orElse(name);
    }

    /** A node's name as the string that the node itself has. */
    String nodeName(String name) {
        return nodes.held(name).orElse(name);
    }

    /** A volume's name as the string that the volume itself has. */
    String volumeName(String name) {
        return volumes.held(name).orElse(name);
    }

    /** How many objects there are, by kind. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("Node", nodes.size());
        counts.put("CSINode", csiNodes.size());
        counts.put("Namespace", namespaces.size());
        counts.put("StorageClass", storageClasses.size());
        counts.put("PersistentVolume", volumes.size());
        counts.put("PersistentVolumeClaim", claims.size());
        counts.put("VolumeSnapshot", snapshots.size());
        counts.put("VolumeSnapshotContent", snapshotContents.size());
        counts.put("VolumeSnapshotClass", snapshotClasses.size());
        counts.put("VolumeAttributesClass", attributesClasses.size());
        counts.put("Pod", pods.size() + podsWithoutVolumes);
        workloads.values().forEach(workload -> counts.merge(workload.kind().name(), 1, Integer::sum));
        return counts;
    }

    private static List<ObjectKey> claimsOf(PersistentVolume volume) {
        return volume.claimName().isEmpty()
                ? List.of()
                : List.of(ObjectKey.claim(volume.claimNamespace(), volume.claimName()));
    }

    private static List<ObjectKey> claimsOf(PodView pod) {
        return claimsOf(pod, pod.metadata().namespace());
    }

    private static List<ObjectKey> claimsOf(Workload workload) {
        return claimsOf(workload.template(), workload.metadata().namespace());
    }

    private static List<ObjectKey> claimsOf(PodView pod, String namespace) {
        List<ObjectKey> claims = new ArrayList<>(1);
        for (Volume volume : pod.volumes()) {
            if (volume.source() instanceof VolumeSource.Claim claim) {
                ObjectKey key = ObjectKey.claim(namespace, claim.claimName());
                if (!claims.contains(key)) { // one claim may be mounted by several volumes
                    claims.add(key);
                }
            }
        }
        return claims;
    }

    private static List<String> madeIn(Workload workload) {
        return workload.volumeClaimTemplates().isEmpty()
                ? List.of()
                : List.of(workload.metadata().namespace());
    }
}
