package io.kosmosadmission.server.metrics;

import io.kosmosadmission.kube.WorkloadKind;

/**
 * The kinds that the webhooks are registered for, as a metric label. Every other kind is {@code other}, since anybody
 * can add more to the API.
 */
enum KindLabel {
    Pod,
    PersistentVolumeClaim,
    ConfigMap,
    Service,
    Deployment,
    StatefulSet,
    DaemonSet,
    ReplicaSet,
    Job,
    CronJob,
    Node,
    other;

    static KindLabel of(String group, String kind) {
        if (!group.isEmpty()) {
            return WorkloadKind.of(group, kind)
                    .map(workload -> KindLabel.valueOf(workload.name()))
                    .orElse(other);
        }
        switch (kind) {
            case "Pod":
                return Pod;
            case "PersistentVolumeClaim":
                return PersistentVolumeClaim;
            case "ConfigMap":
                return ConfigMap;
            case "Node":
                return Node;
            case "Service":
                return Service;
            default:
                return other;
        }
    }
}
