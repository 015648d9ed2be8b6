package io.kosmosadmission.scheduler;

import java.util.List;

/**
 * What a pod requests in all.
 *
 * <p>total = max(Σ containers + Σ sidecars, each init container + Σ sidecars before it), or for a resource that the pod names
 * itself (cpu, memory, huge pages) what it says; and its overhead. For scores the same with 100m cpu for each container that
 * names no cpu, and 200 MiB for each that names no memory. A resource that the pod names itself isn't filled up.
 *
 * <p>Source: k8s.io/component-helpers resource/helpers.go PodRequests, AggregateContainerRequests; kubernetes
 * pkg/scheduler/framework/types.go CalculateResource; pkg/scheduler/util/pod_resources.go.
 *
 * @param scoredCpu thousandths of a processor that count for scores
 * @param scoredMemory bytes that count for scores
 */
public record PodRequests(Resources total, long scoredCpu, long scoredMemory) {

    private static final Resources CPU_UNLESS_ASKED = Resources.of(100, 0);
    private static final Resources MEMORY_UNLESS_ASKED = Resources.of(0, 200L * 1024 * 1024);

    /** Returns the requests of a pod with these containers alone. */
    public static PodRequests of(List<ContainerRequests> containers) {
        return of(containers, List.of(), PodLevel.NONE, Resources.NONE);
    }

    public static PodRequests of(
            List<ContainerRequests> containers,
            List<ContainerRequests> initContainers,
            PodLevel podLevel,
            Resources overhead) {
        Resources total =
                podLevel.over(together(containers, initContainers, false)).plus(overhead);
        Resources scored =
                podLevel.over(together(containers, initContainers, true)).plus(overhead);
        return new PodRequests(total, scored.milliCpu(), scored.memory());
    }

    private static Resources together(
            List<ContainerRequests> containers, List<ContainerRequests> initContainers, boolean filled) {
        Resources running = Resources.NONE;
        for (ContainerRequests container : containers) {
            running = running.plus(requests(container, filled));
        }
        Resources sidecars = Resources.NONE;
        Resources starting = Resources.NONE;
        for (ContainerRequests container : initContainers) {
            Resources requests = requests(container, filled);
            if (container.sidecar()) {
                running = running.plus(requests);
                sidecars = sidecars.plus(requests);
                starting = starting.max(sidecars);
            } else {
                starting = starting.max(sidecars.plus(requests));
            }
        }
        return running.max(starting);
    }

    private static Resources requests(ContainerRequests container, boolean filled) {
        Resources requests = container.requests();
        if (filled && !container.asksCpu()) {
            requests = requests.plus(CPU_UNLESS_ASKED);
        }
        if (filled && !container.asksMemory()) {
            requests = requests.plus(MEMORY_UNLESS_ASKED);
        }
        return requests;
    }

    /** Returns whether the pod requests neither cpu nor memory. */
    public boolean isBestEffort() {
        return total.milliCpu() == 0 && total.memory() == 0;
    }
}
