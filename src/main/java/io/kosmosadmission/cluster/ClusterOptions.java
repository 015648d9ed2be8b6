package io.kosmosadmission.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster, and whose rules. Without a kubeconfig it is the one whose pod this is, as its service account; without a
 * context the kubeconfig's current one. A rules file counts instead of the cluster's ConfigMap.
 */
public record ClusterOptions(Optional<Path> kubeconfig, Optional<String> context, Optional<Path> rules) {}
