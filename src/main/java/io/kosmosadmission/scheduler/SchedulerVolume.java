package io.kosmosadmission.scheduler;

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

    public String name() {
        return volume.name();
    }
}
