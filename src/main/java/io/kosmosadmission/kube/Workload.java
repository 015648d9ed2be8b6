package io.kosmosadmission.kube;

import java.util.List;

/**
 * A controller with a pod template. Replicas is the number of pods wanted at once (a Job's parallelism; 1 for kinds that
 * don't say); finished is a Job that is complete or failed.
 */
public record Workload(
        WorkloadKind kind,
        ObjectMeta metadata,
        int replicas,
        LabelSelector selector,
        PodView template,
        List<PersistentVolumeClaim> volumeClaimTemplates,
        int firstOrdinal,
        boolean finished)
        implements ReviewedObject {

    public Workload {
        volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
    }

    public Workload inNamespace(String namespace) {
        return metadata.namespace().equals(namespace)
                ? this
                : new Workload(
                        kind,
                        metadata.withNamespace(namespace),
                        replicas,
                        selector,
                        template,
                        volumeClaimTemplates,
                        firstOrdinal,
                        finished);
    }
}
