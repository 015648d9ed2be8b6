package io.kosmosadmission.simulation;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.scheduler.SchedulerCluster;
import java.util.Map;

/**
 * A cluster with all that a simulation reads of it.
 *
 * @param templates the workloads that make pods, by their key; those of a Deployment are its ReplicaSets
 * @param minorVersion of Kubernetes 1, whose scheduler places the pods
 */
public record SimulatedCluster(
        Configuration configuration,
        Inventory inventory,
        SchedulerCluster scheduled,
        Map<ObjectKey, Workload> templates,
        int minorVersion) {

    public SimulatedCluster {
        templates = Map.copyOf(templates);
    }
}
