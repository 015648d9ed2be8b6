package io.kosmosadmission.scheduler;

/**
 * What one container requests.
 *
 * @param asksCpu whether it names cpu among its requests, be it zero
 * @param asksMemory whether it names memory among its requests, be it zero
 * @param sidecar whether it is an init container that goes on beside the others: its restartPolicy is Always
 */
public record ContainerRequests(Resources requests, boolean asksCpu, boolean asksMemory, boolean sidecar) {

    public static ContainerRequests of(Resources requests) {
        return new ContainerRequests(requests, requests.milliCpu() > 0, requests.memory() > 0, false);
    }
}
