package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Volume;
import java.util.List;

/**
 * A pod as the scheduler sees it. Of its annotations, those are there by which it asks for something of admission.
 *
 * @param metadata whose labels and owner tell which pods it is counted with
 * @param nodeName empty where it is to be placed
 * @param volumes those whose source can belong to a provider
 */
public record SchedulerPod(ObjectMeta metadata, PodSpec spec, String nodeName, List<Volume> volumes) {

    public SchedulerPod {
        volumes = List.copyOf(volumes);
    }

    /** Returns the pod that a review sees, with its additions if any; demand was read beside it. */
    public static SchedulerPod of(PodView pod, PodDemand demand) {
        return new SchedulerPod(pod.metadata(), PodSpec.of(pod, demand), pod.nodeName(), pod.volumes());
    }

    public String namespace() {
        return metadata.namespace();
    }

    public String name() {
        return metadata.name();
    }

    public SchedulerPod on(String node) {
        return new SchedulerPod(metadata, spec, node, volumes);
    }

    public SchedulerPod withSpec(PodSpec other) {
        return new SchedulerPod(metadata, other, nodeName, volumes);
    }

    public SchedulerPod withMetadata(ObjectMeta other) {
        return new SchedulerPod(other, spec, nodeName, volumes);
    }
}
