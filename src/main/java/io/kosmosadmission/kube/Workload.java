package io.kosmosadmission.kube;

import java.util.List;
import java.util.Set;

/**
 * A controller with a pod template.
 *
 * @param replicas how many pods it wants at once; of a Job the parallelism, or the completions where these are fewer; 1 for
 *     kinds that have no such field; 0 for a Job or CronJob while it is suspended
 * @param volumeClaimTemplates a StatefulSet's; empty for other kinds
 * @param firstOrdinal the number of a StatefulSet's first pod; 0 for other kinds
 * @param registeredDrivers the CSI drivers that a DaemonSet registers with the kubelets of its nodes; empty for other kinds
 */
public record Workload(
        WorkloadKind kind,
        ObjectMeta metadata,
        int replicas,
        LabelSelector selector,
        PodView template,
        List<PersistentVolumeClaim> volumeClaimTemplates,
        int firstOrdinal,
        PodRenewal renewal,
        Set<String> registeredDrivers)
        implements ReviewedObject {

    public Workload {
        volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
        registeredDrivers = Set.copyOf(registeredDrivers);
    }

    /** Returns whether it is a Job that is complete or failed. */
    public boolean finished() {
        return renewal == PodRenewal.Never;
    }

    /** Returns whether the other one gives the same pods, however many, as far as decisions read them. */
    public boolean saysTheSame(Workload other) {
        return template.equals(other.template)
                && volumeClaimTemplates.equals(other.volumeClaimTemplates)
                && registeredDrivers.equals(other.registeredDrivers);
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
                        renewal,
                        registeredDrivers);
    }
}
