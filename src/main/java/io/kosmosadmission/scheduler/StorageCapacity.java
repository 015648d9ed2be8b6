package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.LabelSelector;
import java.util.Optional;

/**
 * How much storage a driver has for volumes of one class on some nodes: a CSIStorageCapacity.
 *
 * @param nodes the labels of those nodes; empty where it is reached from none
 * @param largest how large a volume can be made, in bytes: maximumVolumeSize, else capacity; 0 where neither is said
 */
public record StorageCapacity(String storageClassName, Optional<LabelSelector> nodes, long largest) {}
