package io.kosmosadmission.server.metrics;

import io.kosmosadmission.kube.WorkloadKind;

/** The kinds that are registered for; the API has thousands, and anybody can add more. */
enum KindLabel {
    Pod,
    PersistentVolumeClaim,
    ConfigMap,
    Deployment,
    StatefulSet,
    DaemonSet,
    ReplicaSet,
    Job,
    CronJob,
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
            default:
                return other;
        }
    }
}
