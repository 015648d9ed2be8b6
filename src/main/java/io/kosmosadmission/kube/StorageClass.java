package io.kosmosadmission.kube;

import java.util.List;
import java.util.Map;

/**
 * A storage class. allowedTopologies are ORed terms of In requirements; creationTimestamp decides between several
 * default classes, the newest first; driverParameter is the parameter {@link #DRIVER_PARAMETER}, empty where it has
 * none.
 */
public record StorageClass(
        String name,
        String creationTimestamp,
        Map<String, String> annotations,
        String provisioner,
        String driverParameter,
        String volumeBindingMode,
        List<NodeSelectorTerm> allowedTopologies)
        implements KubernetesObject {

    public static final String DEFAULT_ANNOTATION = "storageclass.kubernetes.io/is-default-class";
    public static final String BETA_DEFAULT_ANNOTATION = "storageclass.beta.kubernetes.io/is-default-class";

    /** Names the driver of the class's volumes where one provisioner makes them for several drivers, as Everest does. */
    public static final String DRIVER_PARAMETER = "csi.storage.k8s.io/csi-driver-name";

    private static final String WAITS = "WaitForFirstConsumer";

    public StorageClass {
        annotations = Map.copyOf(annotations);
        allowedTopologies = List.copyOf(allowedTopologies);
    }

    /** Returns the driver that attaches the class's volumes: what its parameter says, else its provisioner. */
    public String driver() {
        return driverParameter.isEmpty() ? provisioner : driverParameter;
    }

    /** Returns whether a volume is made only once a pod that uses it is placed; else it is made at once (Immediate). */
    public boolean waitsForConsumer() {
        return volumeBindingMode.equals(WAITS);
    }

    public boolean isDefault() {
        return "true".equals(annotations.get(DEFAULT_ANNOTATION))
                || "true".equals(annotations.get(BETA_DEFAULT_ANNOTATION));
    }
}
