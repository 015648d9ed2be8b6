package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Service;
import java.util.List;
import java.util.Map;

/**
 * A cluster as the scheduler sees it.
 *
 * @param pods those that are placed, and those that wait
 * @param namespaces the labels of each namespace by its name
 * @param services all, whatever their type
 */
public record SchedulerCluster(
        List<SchedulerNode> nodes,
        List<SchedulerPod> pods,
        Map<String, Map<String, String>> namespaces,
        List<Service> services,
        List<OwnerSelector> owners,
        List<DisruptionBudget> budgets,
        ClusterStorage storage) {

    public SchedulerCluster {
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        namespaces = Map.copyOf(namespaces);
        services = List.copyOf(services);
        owners = List.copyOf(owners);
        budgets = List.copyOf(budgets);
    }

    public static SchedulerCluster of(List<SchedulerNode> nodes, List<SchedulerPod> pods) {
        return new SchedulerCluster(nodes, pods, Map.of(), List.of(), List.of(), List.of(), ClusterStorage.NONE);
    }

    public SchedulerCluster withNodes(List<SchedulerNode> other) {
        return new SchedulerCluster(other, pods, namespaces, services, owners, budgets, storage);
    }

    public SchedulerCluster withPods(List<SchedulerPod> other) {
        return new SchedulerCluster(nodes, other, namespaces, services, owners, budgets, storage);
    }

    public SchedulerCluster withStorage(ClusterStorage other) {
        return new SchedulerCluster(nodes, pods, namespaces, services, owners, budgets, other);
    }
}
