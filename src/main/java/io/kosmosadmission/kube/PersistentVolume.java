package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume. The driver is the CSI driver's or the in-tree plugin's name, empty where the source is of no provider;
 * nodeAffinity is its required terms; claimNamespace and claimName are its claimRef, empty where it has none.
 */
public record PersistentVolume(
        String name,
        Map<String, String> annotations,
        String driver,
        String storageClassName,
        Optional<List<NodeSelectorTerm>> nodeAffinity,
        String claimNamespace,
        String claimName)
        implements KubernetesObject {

    public PersistentVolume {
        annotations = Map.copyOf(annotations);
        nodeAffinity = nodeAffinity.map(List::copyOf);
    }
}
