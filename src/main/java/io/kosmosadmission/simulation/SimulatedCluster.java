package io.kosmosadmission.simulation;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.scheduler.SchedulerCluster;
import java.util.Map;
import java.util.Set;

/**
 * A cluster with all that a simulation reads of it.
 *
 * @param templates the workloads that make pods, by their key; a Deployment's own is read where its ReplicaSet isn't there
 * @param parallel the StatefulSets that make their pods all at once, and not one after the other
 * @param gated the workloads whose templates have schedulingGates
 * @param minorVersion of Kubernetes 1, whose scheduler places the pods
 */
public record SimulatedCluster(
        Configuration configuration,
        Inventory inventory,
        SchedulerCluster scheduled,
        Map<ObjectKey, Workload> templates,
        Set<ObjectKey> parallel,
        Set<ObjectKey> gated,
        int minorVersion) {

    public SimulatedCluster {
        templates = Map.copyOf(templates);
        parallel = Set.copyOf(parallel);
        gated = Set.copyOf(gated);
    }
}
