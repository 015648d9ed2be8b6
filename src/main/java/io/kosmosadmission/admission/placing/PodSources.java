package io.kosmosadmission.admission.placing;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a pod is placed and judged by beside its own words.
 *
 * @param claims finds the claims of the pod's namespace by name
 * @param setSelector the selector of the StatefulSet that made the pod; empty where none did, or it isn't known
 */
public record PodSources(
        Function<String, Optional<PersistentVolumeClaim>> claims, Optional<LabelSelector> setSelector) {

    /** Returns the sources that the inventory holds for a pod. */
    public static PodSources of(PodView pod, Inventory inventory) {
        return new PodSources(
                claim -> inventory.claim(pod.namespace(), claim),
                pod.metadata()
                        .controller()
                        .flatMap(WorkloadKind::of)
                        .filter(kind -> kind == WorkloadKind.StatefulSet)
                        .flatMap(kind -> inventory.controllerOf(pod.metadata()))
                        .map(StoredWorkload::selector));
    }
}
