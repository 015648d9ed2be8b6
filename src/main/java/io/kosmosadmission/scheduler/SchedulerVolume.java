package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import java.util.Map;

/**
 * A volume as the scheduler sees it.
 *
 * @param handle the driver's name of it; empty where it is no CSI volume
 */
public record SchedulerVolume(PersistentVolume volume, Map<String, String> labels, String handle) {

    public SchedulerVolume {
        labels = Map.copyOf(labels);
    }

    /** Returns whether its node affinity matches. */
    public boolean isUsableOn(Node node) {
        return volume.nodeAffinity().isEmpty()
                || volume.nodeAffinity().get().stream().anyMatch(term -> term.matches(node));
    }

    public String name() {
        return volume.name();
    }
}
