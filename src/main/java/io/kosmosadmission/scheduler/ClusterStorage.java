package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cluster's storage as the scheduler sees it.
 *
 * @param driversWithCapacity the CSI drivers that tell how much storage they have
 * @param attachments by node, the driver of each volume that is attached there, by the volume's name
 */
public record ClusterStorage(
        Map<NamespacedName, SchedulerClaim> claims,
        Map<String, SchedulerVolume> volumes,
        Map<String, StorageClass> classes,
        List<StorageCapacity> capacities,
        Set<String> driversWithCapacity,
        Map<String, Set<String>> attachments) {

    public static final ClusterStorage NONE =
            new ClusterStorage(Map.of(), Map.of(), Map.of(), List.of(), Set.of(), Map.of());

    public ClusterStorage {
        claims = Map.copyOf(claims);
        volumes = Map.copyOf(volumes);
        classes = Map.copyOf(classes);
        capacities = List.copyOf(capacities);
        driversWithCapacity = Set.copyOf(driversWithCapacity);
        attachments = Map.copyOf(attachments);
    }
}
