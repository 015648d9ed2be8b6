package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.state.PodClaim;
import io.kosmosadmission.scheduler.state.StorageState;
import java.util.List;

/**
 * Claims that one pod at a time may use.
 *
 * <p>Filter: no pod on any node uses a claim of the pod's with access mode ReadWriteOncePod.
 *
 * <p>Left out: disks that a pod names itself without a claim (GCE, AWS EBS, RBD, iSCSI), which no longer come with Kubernetes.
 *
 * <p>Source: volumerestrictions/volume_restrictions.go calPreFilterState, satisfyReadWriteOncePod.
 */
final class VolumeRestrictions {

    private static final List<String> IN_USE = List.of(
            "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod");

    private static final String ONE_POD = "ReadWriteOncePod";

    private VolumeRestrictions() {}

    static Filter filter(List<PodClaim> claims, StorageState storage) {
        for (PodClaim claim : claims) {
            boolean one = claim.claim()
                    .filter(it -> it.claim().traits().accessModes().contains(ONE_POD))
                    .isPresent();
            if (one && !claim.ephemeral() && storage.isUsed(claim.key())) {
                return node -> IN_USE;
            }
        }
        return Filter.SKIPPED;
    }
}
