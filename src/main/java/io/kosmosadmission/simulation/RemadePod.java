package io.kosmosadmission.simulation;

import io.kosmosadmission.admission.MadePod;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.Optional;

/**
 * A pod that takes the place of one that is gone.
 *
 * @param made as it was made, before the scheduler sees it
 * @param inTurn the StatefulSet that makes its pods one after the other, by ordinal; empty where the pod waits for no other
 */
record RemadePod(WorkloadName workload, SchedulerPod pod, MadePod made, Optional<ObjectKey> inTurn) {

    /** Returns the number that a StatefulSet's pod has in its name. */
    int ordinal() {
        return ordinal(pod.name());
    }

    static int ordinal(String name) {
        String number = name.substring(name.lastIndexOf('-') + 1);
        return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
    }

    /** Returns whether the pod is made for a node that it names, and no scheduler is asked. */
    boolean isPinned() {
        return !pod.nodeName().isEmpty();
    }
}
