package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume. driver is the name of its CSI driver, FlexVolume driver or in-tree plugin, empty where its source belongs
 * to no provider; nodeAffinity holds its required terms; claimNamespace and claimName are its claimRef, empty where it
 * has none or the volume is Released.
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
