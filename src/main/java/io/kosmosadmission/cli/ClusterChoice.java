package io.kosmosadmission.cli;

import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.manifests.ExampleCluster;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.manifests.Manifests;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options that name a cluster: manifests ({@code --cluster}), or a live one ({@code --kubeconfig},
 * {@code --context}).
 */
final class ClusterChoice {

    private static final class There {

        @Option(
                names = "--kubeconfig",
                paramLabel = "FILE",
                required = true,
                description = "The cluster itself, through its API server.")
        private Path file;

        @Option(names = "--context", paramLabel = "NAME", description = "Of the kubeconfig. Default: its current one.")
        private String context;
    }

    private static final class OneOf {

        @Option(
                names = "--cluster",
                paramLabel = "PATH",
                required = true,
                description = {
                    "What the cluster holds: a file or a folder of manifests;",
                    "lists from kubectl get -o yaml too."
                })
        private Path written;

        @ArgGroup(exclusive = false)
        private There there;
    }

    @ArgGroup
    private OneOf oneOf;

    /** Returns the live cluster's address; empty where none was named. */
    Optional<ClusterAddress> address() {
        return oneOf == null || oneOf.there == null
                ? Optional.empty()
                : Optional.of(
                        new ClusterAddress(Optional.of(oneOf.there.file), Optional.ofNullable(oneOf.there.context)));
    }

    /** Returns what the named cluster holds, to be read once; empty where none was named. */
    Optional<Manifests> manifests() {
        return address()
                .<Manifests>map(ClusterManifests::new)
                .or(() -> oneOf == null ? Optional.empty() : Optional.of(new ManifestFolder(oneOf.written)));
    }

    /** Returns what the named cluster holds; where none was named, the one around this pod, or the example. */
    Manifests manifestsOrDefault(boolean inPod) {
        return manifests().orElseGet(() -> inPod ? new ClusterManifests(ClusterAddress.OF_POD) : new ExampleCluster());
    }
}
