package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The indexes over a store: the objects that name a claim, the volumes of a class that are Available or were given back,
 * and the workloads of a namespace.
 */
record Indexes(
        Index<ObjectKey, PersistentVolume> volumesByClaim,
        Index<String, PersistentVolume> availableByClass,
        Index<String, PersistentVolume> givenBackByClass,
        Index<ObjectKey, StoredPod> podsByClaim,
        Index<ObjectKey, StoredWorkload> workloadsByClaim,
        Index<String, StoredWorkload> workloadsByNamespace) {

    private static final Comparator<StoredWorkload> BY_NAME =
            Comparator.comparing(StoredWorkload::name).thenComparing(StoredWorkload::kind);

    static final Indexes EMPTY = new Indexes(
            Index.by(Indexes::claimsOf, Comparator.comparing(PersistentVolume::name)),
            Index.by(volume -> classOf(volume, volume.isAvailable()), Comparator.comparing(PersistentVolume::name)),
            Index.by(volume -> classOf(volume, volume.isGivenBack()), Comparator.comparing(PersistentVolume::name)),
            Index.by(Indexes::claimsOf, Comparator.comparing(StoredPod::name)),
            Index.by(Indexes::claimsOf, BY_NAME),
            Index.by(workload -> List.of(workload.namespace()), BY_NAME));

    Indexes with(Differences differences) {
        Index<ObjectKey, StoredWorkload> ofWorkloads = workloadsByClaim;
        Index<String, StoredWorkload> byNamespace = workloadsByNamespace;
        for (WorkloadKind kind : WorkloadKind.values()) {
            List<Difference<Object, StoredWorkload>> changed = differences.of(Kind.of(kind));
            ofWorkloads = ofWorkloads.with(changed);
            byNamespace = byNamespace.with(changed);
        }
        return new Indexes(
                volumesByClaim.with(differences.of(Kind.PERSISTENT_VOLUME)),
                availableByClass.with(differences.of(Kind.PERSISTENT_VOLUME)),
                givenBackByClass.with(differences.of(Kind.PERSISTENT_VOLUME)),
                podsByClaim.with(differences.of(Kind.POD)),
                ofWorkloads,
                byNamespace);
    }

    /** Returns the key instance of an index that equals the claim's key. */
    Optional<ObjectKey> claim(ObjectKey claim) {
        return podsByClaim.storedKey(claim).or(() -> volumesByClaim.storedKey(claim));
    }

    private static List<ObjectKey> claimsOf(PersistentVolume volume) {
        return volume.claimName().isEmpty() || !volume.isUsable()
                ? List.of()
                : List.of(ObjectKey.claim(volume.claimNamespace(), volume.claimName()));
    }

    private static List<String> classOf(PersistentVolume volume, boolean counts) {
        String name = volume.className();
        return counts && !name.isEmpty() ? List.of(name) : List.of();
    }

    private static List<ObjectKey> claimsOf(StoredPod pod) {
        return claimsOf(pod, pod.namespace());
    }

    private static List<ObjectKey> claimsOf(StoredWorkload workload) {
        return claimsOf(workload.template(), workload.namespace());
    }

    private static List<ObjectKey> claimsOf(StoredPod pod, String namespace) {
        List<ObjectKey> claims = new ArrayList<>(1);
        for (Volume volume : pod.volumes()) {
            if (volume.source() instanceof VolumeSource.Claim claim) {
                ObjectKey key = ObjectKey.claim(namespace, claim.claimName());
                if (!claims.contains(key)) { // several volumes of a pod may use one claim
                    claims.add(key);
                }
            }
        }
        return claims;
    }
}
