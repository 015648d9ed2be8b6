package io.kosmosadmission.kube;

import java.util.Set;

/** The CSI drivers that the kubelet of a node has registered. */
public record CSINode(String name, Set<String> drivers) implements KubernetesObject {

    public CSINode {
        drivers = Set.copyOf(drivers);
    }
}
