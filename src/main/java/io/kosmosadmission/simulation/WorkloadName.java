package io.kosmosadmission.simulation;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A workload, or a pod that none makes. */
public record WorkloadName(String kind, String namespace, String name) implements Comparable<WorkloadName> {

    /** The kind of what no controller makes again. */
    static final String POD = "Pod";

    private static final Comparator<WorkloadName> ORDER = Comparator.comparing(WorkloadName::namespace)
            .thenComparing(WorkloadName::name)
            .thenComparing(WorkloadName::kind);

    /** Returns the workload that people know the pod by: its controller's own controller, where that has one. */
    static WorkloadName of(ObjectMeta pod, Inventory inventory) {
        Optional<OwnerReference> owner = pod.controller();
        if (owner.isEmpty()) {
            return new WorkloadName(POD, pod.namespace(), pod.name());
        }
        Optional<StoredWorkload> controller = inventory.controllerOf(pod);
        Optional<String> deployment = controller.isPresent() ? Optional.empty() : deploymentOf(pod);
        if (deployment.isPresent()) {
            return new WorkloadName(WorkloadKind.Deployment.name(), pod.namespace(), deployment.get());
        }
        OwnerReference known =
                controller.flatMap(workload -> workload.metadata().controller()).orElse(owner.get());
        return new WorkloadName(known.kind(), pod.namespace(), known.name());
    }

    /** Returns the name of the pod's Deployment, as that of its ReplicaSet tells it by the hash of the template. */
    static Optional<String> deploymentOf(ObjectMeta pod) {
        String ending = "-" + pod.labels().getOrDefault(PodView.TEMPLATE_HASH, "");
        return ending.length() == 1
                ? Optional.empty()
                : pod.controller()
                        .filter(owner -> WorkloadKind.of(owner)
                                .filter(WorkloadKind.ReplicaSet::equals)
                                .isPresent())
                        .map(OwnerReference::name)
                        .filter(name -> name.length() > ending.length() && name.endsWith(ending))
                        .map(name -> name.substring(0, name.length() - ending.length()));
    }

    /** Returns the workload that people know this one by. */
    static WorkloadName of(StoredWorkload workload) {
        ObjectMeta metadata = workload.metadata();
        return metadata.controller()
                .map(owner -> new WorkloadName(owner.kind(), metadata.namespace(), owner.name()))
                .orElseGet(() -> new WorkloadName(workload.kind().name(), metadata.namespace(), metadata.name()));
    }

    /** Returns it as sentences name it: {@code deployment "web"}. */
    String inSentence() {
        return kind.toLowerCase(Locale.ROOT) + " \"" + name + "\"";
    }

    @Override
    public int compareTo(WorkloadName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name + " (" + kind + ")";
    }
}
