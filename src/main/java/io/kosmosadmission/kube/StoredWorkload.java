package io.kosmosadmission.kube;

import java.util.List;
import java.util.Set;

/** A {@link Workload} as an inventory stores it, with its template as a {@link StoredPod}. */
public record StoredWorkload(
        WorkloadKind kind,
        ObjectMeta metadata,
        int replicas,
        LabelSelector selector,
        StoredPod template,
        List<PersistentVolumeClaim> volumeClaimTemplates,
        int firstOrdinal,
        PodRenewal renewal,
        Set<String> registeredDrivers)
        implements KubernetesObject {

    public StoredWorkload {
        volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
        registeredDrivers = Set.copyOf(registeredDrivers);
    }

    public static StoredWorkload of(Workload workload) {
        return new StoredWorkload(
                workload.kind(),
                workload.metadata(),
                workload.replicas(),
                workload.selector(),
                StoredPod.of(workload.template()),
                workload.volumeClaimTemplates(),
                workload.firstOrdinal(),
                workload.renewal(),
                workload.registeredDrivers());
    }

    /** Returns the workload as a review would see it, without what isn't stored of its template. */
    public Workload asReviewed() {
        return new Workload(
                kind,
                metadata,
                replicas,
                selector,
                template.asReviewed(),
                volumeClaimTemplates,
                firstOrdinal,
                renewal,
                registeredDrivers);
    }

    @Override
    public String name() {
        return metadata.name();
    }

    @Override
    public String namespace() {
        return metadata.namespace();
    }

    public StoredWorkload inNamespace(String namespace) {
        return new StoredWorkload(
                kind,
                metadata.withNamespace(namespace),
                replicas,
                selector,
                template,
                volumeClaimTemplates,
                firstOrdinal,
                renewal,
                registeredDrivers);
    }
}
