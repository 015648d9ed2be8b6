package io.kosmosadmission.admission;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the pod that a workload would give: its template, completed as the workload's controller does. */
public final class TemplatePods {

    /** Stands for the pod-template-hash that a Deployment's controller will set. No label has such a value. */
    private static final String HASH_TO_COME = "<hash>";

    /** Stands for the uid that a new Job will have. */
    private static final String UID_TO_COME = "<uid>";

    private TemplatePods() {}

    /**
     * Returns the workload's pod. ordinal is that of a StatefulSet's pod; pods of other kinds have none, and no name
     * yet.
     */
    public static PodView of(Workload workload, int ordinal) {
        String name = workload.metadata().name();
        switch (workload.kind()) {
            case Deployment:
                return owned(
                        workload,
                        name + "-" + HASH_TO_COME,
                        WorkloadKind.ReplicaSet,
                        "",
                        Map.of(PodView.TEMPLATE_HASH, HASH_TO_COME));
            case StatefulSet:
                String podName = name + "-" + ordinal;
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("statefulset.kubernetes.io/pod-name", podName);
                labels.put("apps.kubernetes.io/pod-index", String.valueOf(ordinal));
                PodView pod = owned(workload, name, WorkloadKind.StatefulSet, podName, labels);
                return pod.withVolumes(withClaims(workload, podName, pod.volumes()));
            case CronJob:
            case Job:
                String uid = workload.metadata().uid();
                return owned(
                        workload,
                        name,
                        WorkloadKind.Job,
                        "",
                        Map.of("batch.kubernetes.io/controller-uid", uid.isEmpty() ? UID_TO_COME : uid));
            default:
                return owned(workload, name, workload.kind(), "", Map.of());
        }
    }

    private static PodView owned(
            Workload workload, String owner, WorkloadKind ownerKind, String podName, Map<String, String> moreLabels) {
        ObjectMeta template = workload.template().metadata();
        Map<String, String> labels = new LinkedHashMap<>(template.labels());
        moreLabels.forEach(labels::putIfAbsent);
        ObjectMeta metadata = new ObjectMeta(
                workload.metadata().namespace(),
                podName,
                podName.isEmpty() ? owner + "-" : "",
                "",
                labels,
                template.annotations(),
                List.of(new OwnerReference(ownerKind.apiVersion(), ownerKind.name(), owner, "", true)),
                "",
                false);
        return workload.template().withMetadata(metadata);
    }

    /** Returns the name of the claim that a StatefulSet makes for one of its pods. */
    public static String claimName(PersistentVolumeClaim template, String podName) {
        return template.metadata().name() + "-" + podName;
    }

    // As the controller does, replaces a volume that has the name of a claim template.
    private static List<Volume> withClaims(Workload set, String podName, List<Volume> own) {
        List<Volume> volumes = new ArrayList<>(own);
        for (PersistentVolumeClaim template : set.volumeClaimTemplates()) {
            String name = template.metadata().name();
            volumes.removeIf(volume -> volume.name().equals(name));
            volumes.add(new Volume(name, new VolumeSource.Claim(claimName(template, podName))));
        }
        return volumes;
    }

    /** Finds the claims of the workload's pod by name: existing ones, else those that a StatefulSet will make. */
    public static Function<String, Optional<PersistentVolumeClaim>> claims(
            Workload workload, int ordinal, Inventory inventory) {
        String namespace = workload.metadata().namespace();
        String pod = workload.metadata().name() + "-" + ordinal;
        return name -> inventory
                .claim(namespace, name)
                .or(() -> workload.volumeClaimTemplates().stream()
                        .filter(template -> claimName(template, pod).equals(name))
                        .findFirst()
                        .map(template -> template.named(namespace, name)));
    }

    /** Returns the number that the name of a StatefulSet's pod ends in; the first one of the set for another name. */
    public static int ordinal(PodView pod, Workload workload) {
        String name = pod.metadata().name();
        String prefix = workload.metadata().name() + "-";
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return rest.matches("[0-9]{1,9}") ? Integer.parseInt(rest) : workload.firstOrdinal();
    }
}
