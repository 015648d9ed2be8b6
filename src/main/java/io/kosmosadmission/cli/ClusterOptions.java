package io.kosmosadmission.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.certificates.RotationSchedule;
import io.kosmosadmission.cli.console.ObjectFinder;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.cluster.ClusterAddress;
import io.kosmosadmission.cluster.ClusterObject;
import io.kosmosadmission.cluster.ClusterSettings;
import io.kosmosadmission.cluster.ClusterSource;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.manifests.ManifestSource;
import io.kosmosadmission.manifests.Manifests;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that name a cluster and its rules. Where no cluster is named, it is the one around this pod, or the
 * example outside of a pod.
 */
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

    /** Returns what the cluster holds, to be read once. */
    Manifests manifests() {
        return cluster.manifestsOrDefault(inPod);
    }

    /** What serves: the state, and the certificate where the cluster keeps it. */
    record Opened(StateSource source, Optional<CertificateSource> certificates) {

        private static Opened of(ClusterSource cluster) {
            return new Opened(cluster, cluster.certificates());
        }
    }

    /**
     * Returns a source that keeps up with the cluster or its manifests. Throws IOException where it can't be opened.
     *
     * @param maxMode the emergency brake
     * @param managed the schedule of certificates that are kept in the cluster; empty where they aren't
     */
    Opened open(Mode maxMode, Optional<RotationSchedule> managed) throws IOException {
        Optional<ClusterAddress> address = cluster.address();
        if (address.isPresent() || (inPod && cluster.manifests().isEmpty())) {
            return Opened.of(ClusterSource.connect(
                    address.orElse(ClusterAddress.OF_POD), ClusterSettings.of(rules(), maxMode, managed)));
        }
        if (managed.isPresent()) {
            throw new UnreadableException(
                    "managed certificates are kept in a live cluster, and this one is read from manifests:"
                            + " use --certificates files");
        }
        return new Opened(ManifestSource.open(manifests(), rules()), Optional.empty());
    }

    /** Returns what finds single objects in what the cluster holds. */
    ObjectFinder finder() {
        Optional<ClusterAddress> live = cluster.address()
                .or(() ->
                        inPod && cluster.manifests().isEmpty() ? Optional.of(ClusterAddress.OF_POD) : Optional.empty());
        return live.<ObjectFinder>map(address -> (kind, namespace, name) -> read(address, kind, namespace, name))
                .orElseGet(() -> ObjectFinder.in(manifests()));
    }

    private static Optional<ObjectNode> read(ClusterAddress address, Kind<?> kind, String namespace, String name)
            throws IOException {
        Optional<byte[]> json = ClusterObject.read(address, kind, namespace, name);
        return json.isPresent() ? Optional.of((ObjectNode) Trees.JSON.readTree(json.get())) : Optional.empty();
    }

    Optional<Path> rules() {
        return Optional.ofNullable(rules);
    }
}
