package io.kosmosadmission.reading.manifests;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.UnreadableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The versions that Kubernetes served once. An object of one is read as the version that took its place, where the
 * fields that are read are the same, as the API server converted it.
 */
final class ServedVersion {

    private static final String EXTENSIONS = "extensions";
    private static final String STORAGE = "storage.k8s.io";

    /** The kinds by the versions that they had. */
    private static final Map<String, Set<String>> FORMER = Map.of(
            "apps/v1beta1",
            Set.of("Deployment", "StatefulSet"),
            "apps/v1beta2",
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
            EXTENSIONS + "/v1beta1",
            Set.of("Deployment", "DaemonSet", "ReplicaSet"),
            "batch/v1beta1",
            Set.of("CronJob"),
            "batch/v2alpha1",
            Set.of("CronJob"),
            STORAGE + "/v1beta1",
            Set.of("StorageClass", "CSINode", "VolumeAttributesClass"),
            STORAGE + "/v1alpha1",
            Set.of("VolumeAttributesClass"),
            VolumeSnapshot.GROUP + "/v1beta1",
            Set.of("VolumeSnapshot", "VolumeSnapshotClass", "VolumeSnapshotContent"));

    private ServedVersion() {}

    /** Returns the version to read an object as. Throws where its kind is known and the version isn't. */
    static String of(String apiVersion, String kind) throws UnreadableException {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        Optional<Kind<?>> known = Kind.named(group, kind).or(() -> inExtensions(group, kind));
        if (known.isEmpty()
                || known.get().versions().stream()
                        .anyMatch(version -> known.get().apiVersion(version).equals(apiVersion))) {
            return apiVersion;
        }
        if (!FORMER.getOrDefault(apiVersion, Set.of()).contains(kind)) {
            throw new UnreadableException(apiVersion + " " + kind + " can't be read: write it as "
                    + known.get().apiVersion());
        }
        return known.get().apiVersion();
    }

    /** Returns the kind of a workload that was in the group extensions, under the group that it is in now. */
    private static Optional<Kind<?>> inExtensions(String group, String kind) {
        for (WorkloadKind workload : WorkloadKind.values()) {
            if (group.equals(EXTENSIONS) && workload.name().equals(kind)) {
                return Optional.of(Kind.of(workload));
            }
        }
        return Optional.empty();
    }
}
