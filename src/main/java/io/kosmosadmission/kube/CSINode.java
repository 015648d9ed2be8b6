package io.kosmosadmission.kube;

import java.util.Set;

/**
 * A node's name, the CSI drivers that its kubelet has registered, and the label keys by which these tell where a volume
 * can be attached.
 */
public record CSINode(String name, Set<String> drivers, Set<String> topologyKeys) implements KubernetesObject {

    public CSINode {
        drivers = Set.copyOf(drivers);
        topologyKeys = Set.copyOf(topologyKeys);
    }
}
