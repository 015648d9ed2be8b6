package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.storage.Consumer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is judged: a pod, or a workload by the pod that it would give.
 *
 * @param kind in lower case, as in messages of the API: {@code deployment}
 * @param name of the pod or workload; empty where it has none yet
 * @param pod as it would run
 * @param claims finds the claims of the pod's namespace by name
 */
public record Candidate(
        String kind, String name, PodView pod, Function<String, Optional<PersistentVolumeClaim>> claims) {

    public static Candidate of(PodView pod, Inventory inventory) {
        return of(pod, claim -> inventory.claim(pod.metadata().namespace(), claim));
    }

    static Candidate of(PodView pod, Function<String, Optional<PersistentVolumeClaim>> claims) {
        return new Candidate("pod", pod.metadata().name(), pod, claims);
    }

    /**
     * Returns the candidate of a workload: its pod of that ordinal, with the claims that a StatefulSet will make for
     * the pod.
     */
    public static Candidate of(Workload workload, int ordinal, Inventory inventory) {
        return of(workload, ordinal, TemplatePods.claims(workload, ordinal, inventory));
    }

    static Candidate of(Workload workload, int ordinal, Function<String, Optional<PersistentVolumeClaim>> claims) {
        String kind = workload.kind().name().toLowerCase(Locale.ROOT);
        return new Candidate(kind, workload.metadata().name(), TemplatePods.of(workload, ordinal), claims);
    }

    String subject() {
        return Consumer.subject(kind, name);
    }

    Candidate withPod(PodView other) {
        return new Candidate(kind, name, other, claims);
    }
}
