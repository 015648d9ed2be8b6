package io.kosmosadmission.cli;

import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.manifests.ManifestFolder;
import io.kosmosadmission.manifests.Manifests;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which cluster: one that is written down, or one that is there. */
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

    /** The cluster that is there, where one was named. */
    Optional<ClusterAddress> address() {
        return oneOf == null || oneOf.there == null
                ? Optional.empty()
                : Optional.of(
                        new ClusterAddress(Optional.of(oneOf.there.file), Optional.ofNullable(oneOf.there.context)));
    }

    /** The cluster that was named, as it is now. */
    Optional<Manifests> manifests() {
        return address()
                .<Manifests>map(ClusterManifests::new)
                .or(() -> oneOf == null ? Optional.empty() : Optional.of(new ManifestFolder(oneOf.written)));
    }
}
