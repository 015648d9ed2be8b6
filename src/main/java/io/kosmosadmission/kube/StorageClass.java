package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;

/**
 * A storage class. allowedTopologies are ORed terms of In requirements; creationTimestamp decides between several
 * default classes, the newest first.
 */
public record StorageClass(
        String name,
        String creationTimestamp,
        Map<String, String> annotations,
        String provisioner,
        String volumeBindingMode,
        List<NodeSelectorTerm> allowedTopologies)
        implements KubernetesObject {

    public static final String DEFAULT_ANNOTATION = "storageclass.kubernetes.io/is-default-class";
    public static final String BETA_DEFAULT_ANNOTATION = "storageclass.beta.kubernetes.io/is-default-class";

    public StorageClass {
        annotations = Map.copyOf(annotations);
        allowedTopologies = List.copyOf(allowedTopologies);
    }

    public boolean isDefault() {
        return "true".equals(annotations.get(DEFAULT_ANNOTATION))
                || "true".equals(annotations.get(BETA_DEFAULT_ANNOTATION));
    }
}
