package io.kosmosadmission.cli;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterSource;
import io.kosmosadmission.manifests.ExampleCluster;
import io.kosmosadmission.manifests.ManifestSource;
import io.kosmosadmission.manifests.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which cluster, and by which rules. Where none is named it is the one around this pod, else the example. */
final class ClusterOptions {

    private final boolean inPod;

    @Mixin
    private ClusterChoice cluster;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = {
                "The rules. Without it: those in the cluster's ConfigMap",
                "kosmos-admission/kosmos-admission-rules, else none."
            })
    private Path rules;

    ClusterOptions(boolean inPod) {
        this.inPod = inPod;
    }

    /** The cluster as it is now. */
    Manifests manifests() {
        return cluster.manifests()
                .orElseGet(() -> inPod ? new ClusterManifests(ClusterAddress.OF_POD) : new ExampleCluster());
    }

    /** The cluster as it will be from now on. */
    StateSource source() throws IOException {
        Optional<ClusterAddress> address = cluster.address();
        if (address.isPresent() || inPod && cluster.manifests().isEmpty()) {
            return ClusterSource.connect(address.orElse(ClusterAddress.OF_POD), rules());
        }
        return ManifestSource.open(manifests(), rules());
    }

    Optional<Path> rules() {
        return Optional.ofNullable(rules);
    }
}
