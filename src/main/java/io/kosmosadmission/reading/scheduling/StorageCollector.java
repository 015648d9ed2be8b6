package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.reading.objects.StorageReader;
import io.kosmosadmission.scheduler.ClusterStorage;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerVolume;
import io.kosmosadmission.scheduler.StorageCapacity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the storage of a cluster as the scheduler sees it. */
public final class StorageCollector {

    private final Map<NamespacedName, SchedulerClaim> claims = new HashMap<>();
    private final Map<String, SchedulerVolume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new HashMap<>();
    private final List<StorageCapacity> capacities = new ArrayList<>();
    private final Set<String> driversWithCapacity = new HashSet<>();
    private final Map<String, Set<String>> attachments = new HashMap<>();
    private final Map<String, Map<String, Integer>> limits = new HashMap<>();

    /** Reads the object if it is of the storage; skips any other. kind is its group, a slash, and its kind. */
    public void add(String kind, JsonParser object) throws IOException {
        switch (kind) {
            case "PersistentVolumeClaim" -> {
                SchedulerClaim claim = StorageObjects.claim(object);
                claims.put(claim.key(), claim);
            }
            case "PersistentVolume" -> {
                SchedulerVolume volume = StorageObjects.volume(object);
                volumes.put(volume.name(), volume);
            }
            case "storage.k8s.io/StorageClass" -> {
                StorageClass read = StorageReader.storageClass(object);
                classes.put(read.name(), read);
            }
            case "storage.k8s.io/CSIStorageCapacity" -> capacities.add(StorageObjects.capacity(object));
            case "storage.k8s.io/CSIDriver" ->
                StorageObjects.driverWithCapacity(object).ifPresent(driversWithCapacity::add);
            case "storage.k8s.io/CSINode" -> {
                StorageObjects.NodeLimits read = StorageObjects.limits(object);
                limits.put(read.node(), read.limits());
            }
            case "storage.k8s.io/VolumeAttachment" -> {
                StorageObjects.Attachment read = StorageObjects.attachment(object);
                attachments
                        .computeIfAbsent(read.node(), node -> new HashSet<>())
                        .add(read.volume());
            }
            default -> object.skipChildren();
        }
    }

    public ClusterStorage storage() {
        return new ClusterStorage(claims, volumes, classes, capacities, driversWithCapacity, attachments);
    }

    /** Returns the node with the limits of its CSINode. */
    public SchedulerNode limited(SchedulerNode node) {
        return new SchedulerNode(
                node.node(),
                node.unschedulable(),
                node.allocatable(),
                node.pods(),
                limits.getOrDefault(node.name(), Map.of()));
    }
}
