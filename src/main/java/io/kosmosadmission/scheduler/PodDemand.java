package io.kosmosadmission.scheduler;

import java.util.List;

/**
 * What the scheduler reads of a pod and no review does: how much it needs, and how it waits.
 *
 * @param priority 0 where the pod has no class
 * @param preempts whether the pod may put out others: its preemptionPolicy isn't Never
 * @param gated whether a scheduling gate holds it back
 * @param schedulerName the scheduler that places it
 */
public record PodDemand(
        PodRequests requests,
        List<HostPort> hostPorts,
        int priority,
        boolean preempts,
        boolean gated,
        String schedulerName) {

    public static final String DEFAULT_SCHEDULER = "default-scheduler";

    public static final PodDemand NONE =
            new PodDemand(PodRequests.of(List.of()), List.of(), 0, true, false, DEFAULT_SCHEDULER);

    public PodDemand {
        hostPorts = List.copyOf(hostPorts);
        schedulerName = schedulerName.isEmpty() ? DEFAULT_SCHEDULER : schedulerName;
    }

    public static PodDemand of(PodRequests requests) {
        return new PodDemand(requests, List.of(), 0, true, false, DEFAULT_SCHEDULER);
    }
}
