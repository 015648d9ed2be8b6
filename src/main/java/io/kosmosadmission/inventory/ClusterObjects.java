package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of a cluster that decisions read, as they came; pods without volumes are only counted. */
public record ClusterObjects(
        List<Node> nodes,
        List<CSINode> csiNodes,
        List<Namespace> namespaces,
        List<StorageClass> storageClasses,
        List<PersistentVolume> volumes,
        List<PersistentVolumeClaim> claims,
        List<PodView> pods,
        int podsWithoutVolumes,
        List<Workload> workloads) {

    public static final ClusterObjects NONE = new ClusterObjects(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of());

    public ClusterObjects {
        nodes = List.copyOf(nodes);
        csiNodes = List.copyOf(csiNodes);
        namespaces = List.copyOf(namespaces);
        storageClasses = List.copyOf(storageClasses);
        volumes = List.copyOf(volumes);
        claims = List.copyOf(claims);
        pods = List.copyOf(pods);
        workloads = List.copyOf(workloads);
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
        counts.put("Pod", pods.size() + podsWithoutVolumes);
        workloads.forEach(workload -> counts.merge(workload.kind().name(), 1, Integer::sum));
        return counts;
    }
}
