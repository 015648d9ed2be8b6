package io.kosmosadmission.admission.audit;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodRenewal;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What pods belong to: the Deployment or CronJob behind a ReplicaSet or Job, any other controller, or a pod alone.
 *
 * @param kind as in apiVersion and kind of its objects, without the version: {@code Rollout.argoproj.io}
 */
record PodOwner(String namespace, String kind, String name) {

    static final String POD = PodView.NO_WORKLOAD;

    private static final String DELETE_EACH = "delete its pods one after the other: their controller makes them again";

    static PodOwner of(PodView pod, Inventory inventory) {
        Optional<OwnerReference> controller = pod.metadata().controller();
        if (controller.isEmpty()) {
            return new PodOwner(pod.namespace(), POD, pod.metadata().name());
        }
        Optional<OwnerReference> above = inventory
                .controllerOf(pod.metadata())
                .flatMap(it -> it.metadata().controller())
                .filter(owner -> WorkloadKind.of(owner).isPresent());
        if (above.isPresent()) {
            return new PodOwner(pod.namespace(), above.get().kind(), above.get().name());
        }
        String owner = controller.get().name();
        String kind = pod.workload();
        String hash = pod.metadata().labels().getOrDefault(PodView.TEMPLATE_HASH, "");
        return kind.equals(WorkloadKind.Deployment.name())
                ? new PodOwner(pod.namespace(), kind, owner.substring(0, owner.length() - hash.length() - 1))
                : new PodOwner(pod.namespace(), kind, owner);
    }

    /**
     * Returns what rolls the pods out: the controller of their ReplicaSet, of whatever kind, else their owner. That an
     * Argo Rollout, which no inventory holds, made a ReplicaSet is said by nothing else.
     */
    static PodOwner rollingOut(PodView pod, Inventory inventory) {
        return inventory
                .controllerOf(pod.metadata())
                .flatMap(it -> it.metadata().controller())
                .map(above -> new PodOwner(pod.namespace(), above.kind(), above.name()))
                .orElseGet(() -> of(pod, inventory));
    }

    private Optional<WorkloadKind> workload() {
        for (WorkloadKind each : WorkloadKind.values()) {
            if (each.name().equals(kind)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the object that findings name: the workload, or the first of the pods of a controller of another kind.
     */
    ObjectKey key(String firstPod) {
        return workload()
                .map(each -> ObjectKey.workload(each, namespace, name))
                .orElseGet(() -> ObjectKey.pod(namespace, firstPod));
    }

    /** Returns whether it is a pod alone. */
    boolean isPod() {
        return kind.equals(POD);
    }

    /** Returns the owner for people: {@code deployment "web"}. */
    @Override
    public String toString() {
        return kind.toLowerCase(Locale.ROOT) + " \"" + name + "\"";
    }

    /** Returns whether its pods run out one by one, and none is made again in the place of another. */
    boolean runsOut() {
        return kind.equals(WorkloadKind.Job.name()) || kind.equals(WorkloadKind.CronJob.name());
    }

    private String rollout(String verb) {
        return "kubectl -n " + namespace + " rollout " + verb + " " + kind.toLowerCase(Locale.ROOT) + "/" + name;
    }

    private PodRenewal renewal(Inventory inventory) {
        return workload()
                .flatMap(each -> inventory.workload(each, namespace, name))
                .map(StoredWorkload::renewal)
                .orElse(PodRenewal.Restart);
    }

    /** Says how its pods come to be made again. */
    String madeAgain(Inventory inventory) {
        switch (kind) {
            case "Deployment", "StatefulSet" -> {
                switch (renewal(inventory)) {
                    case Resume -> {
                        return rollout("resume") + ", then " + rollout("restart");
                    }
                    case Delete -> {
                        return DELETE_EACH;
                    }
                    default -> {
                        return rollout("restart");
                    }
                }
            }
            case "Job", "CronJob" -> {
                return "its next run has it; or delete the pods that run, and the controller makes them again";
            }
            case POD -> {
                return "delete it and create it again from its manifest";
            }
            default -> {
                return DELETE_EACH;
            }
        }
    }
}
