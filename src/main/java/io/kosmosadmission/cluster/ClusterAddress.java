package io.kosmosadmission.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Says which cluster to connect to. Without a kubeconfig it is the one around this pod, reached with the pod's service
 * account; without a context it is the kubeconfig's current one.
 */
public record ClusterAddress(Optional<Path> kubeconfig, Optional<String> context) {

    /** The cluster around this pod. */
    public static final ClusterAddress OF_POD = new ClusterAddress(Optional.empty(), Optional.empty());
}
