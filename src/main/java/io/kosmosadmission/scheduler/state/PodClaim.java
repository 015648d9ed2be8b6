package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerVolume;
import java.util.Optional;

/**
 * A claim of a pod, and what it leads to.
 *
 * @param claim empty where there is no such claim; that of a generic ephemeral volume is made from its template
 * @param volume the volume that it names, if it is there
 * @param storageClass the class that it names, if it is there
 * @param ephemeral whether it is a generic ephemeral volume's
 */
public record PodClaim(
        NamespacedName key,
        Optional<SchedulerClaim> claim,
        Optional<SchedulerVolume> volume,
        Optional<StorageClass> storageClass,
        boolean ephemeral) {

    /** Returns the size that is asked for; 0 without a claim. */
    public long bytes() {
        return claim.map(it -> it.claim().traits().bytes()).orElse(0L);
    }

    /**
     * Returns the volume that a pod with the claim attaches to its node; empty where it isn't a CSI driver's. Before there is a
     * volume, the class tells the driver. Source: nodevolumelimits/csi.go getCSIDriverInfo.
     */
    public Optional<AttachedVolume> attached() {
        if (volume.isPresent()) {
            return volume.filter(it -> !it.handle().isEmpty())
                    .map(it -> new AttachedVolume(it.volume().driver(), it.handle()));
        }
        return storageClass.map(it -> new AttachedVolume(it.provisioner(), key.namespace() + "/" + key.name()));
    }
}
