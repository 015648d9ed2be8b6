package io.kosmosadmission.kube;

import java.util.Set;

/** A node's name, and the CSI drivers that its kubelet has registered. */
public record CSINode(String name, Set<String> drivers) implements KubernetesObject {

    public CSINode {
        drivers = Set.copyOf(drivers);
    }
}
