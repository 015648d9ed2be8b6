package io.kosmosadmission.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster. Without a kubeconfig it is the one whose pod this is, as its service account; without a context the
 * kubeconfig's current one.
 */
public record ClusterAddress(Optional<Path> kubeconfig, Optional<String> context) {

    /** The cluster around this pod. */
    public static final ClusterAddress OF_POD = new ClusterAddress(Optional.empty(), Optional.empty());
}
