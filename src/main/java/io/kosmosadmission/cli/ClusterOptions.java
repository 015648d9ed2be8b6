package io.kosmosadmission.cli;

import io.kosmosadmission.manifests.ExampleCluster;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.UnreadableException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster, and by which rules. */
final class ClusterOptions {

    private final boolean inPod;

    @Option(
            names = "--cluster",
            paramLabel = "PATH",
            description = {
                "What the cluster holds: a file or a folder of manifests;",
                "lists from kubectl get -o yaml too.",
                "Without it: a small example cluster and its rules."
            })
    private Path cluster;

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

    Manifests manifests() throws UnreadableException {
        if (cluster != null) {
            return new ManifestFolder(cluster);
        }
        if (inPod) {
            throw new UnreadableException("in a pod the cluster is read from its API server, which this version can't"
                    + " do yet: give it as manifests with --cluster PATH");
        }
        return new ExampleCluster();
    }

    Optional<Path> rules() {
        return Optional.ofNullable(rules);
    }
}
