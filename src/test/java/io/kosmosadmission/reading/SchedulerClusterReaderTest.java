package io.kosmosadmission.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.scheduler.HostPort;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.PriorityClasses;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.SchedulerCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerClusterReaderTest {

    private static final long MIB = 1024 * 1024;

    private final SchedulerClusterReader reader = new SchedulerClusterReader();

    private SchedulerCluster read(String manifests) throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        ManifestText.objects(
                new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)),
                "test.yaml",
                remarks,
                (place, apiVersion, kind, object) -> reader.add(apiVersion, kind, object));
        remarks.throwErrors();
        return reader.cluster();
    }

    @Test
    void aNodeHasItsAllocatableAndTheLimitsOfItsCsiNode() throws IOException {
        SchedulerCluster cluster = read("""
                apiVersion: storage.k8s.io/v1
                kind: CSINode
                metadata: {name: a}
                spec: {drivers: [{name: disk, nodeID: a, allocatable: {count: 3}}, {name: nas, nodeID: a}]}
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: a, labels: {zone: x}}
                spec: {unschedulable: true}
                status:
                  capacity: {cpu: 4, memory: 8Gi, pods: 110}
                  allocatable: {cpu: 3900m, memory: 7Gi, pods: "30", ephemeral-storage: 1Gi, example.com/gpu: 2}
                """);

        assertThat(cluster.nodes()).singleElement().satisfies(node -> {
            assertThat(node.unschedulable()).isTrue();
            assertThat(node.allocatable())
                    .isEqualTo(new Resources(3900, 7168 * MIB, 1024 * MIB, Map.of("example.com/gpu", 2L)));
            assertThat(node.pods()).isEqualTo(30);
            assertThat(node.volumeLimits()).isEqualTo(Map.of("disk", 3));
        });
    }

    @Test
    void aPodsDemandIsWhatTheApiServerWouldMakeOfIt() throws IOException {
        SchedulerCluster cluster = read("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: shop}
                spec:
                  hostNetwork: true
                  priority: 7
                  preemptionPolicy: Never
                  schedulingGates: [{name: wait}]
                  overhead: {cpu: 10m}
                  initContainers:
                  - {name: proxy, restartPolicy: Always, resources: {requests: {cpu: 50m, memory: 64Mi}}}
                  - {name: setup, resources: {requests: {cpu: "1", memory: 32Mi}}}
                  containers:
                  - name: main
                    ports: [{containerPort: 80}, {containerPort: 53, hostPort: 53, protocol: UDP, hostIP: 10.0.0.1}]
                    resources: {limits: {cpu: 250m, memory: 128Mi}}
                  - {name: quiet}
                """);

        assertThat(cluster.pods()).singleElement().satisfies(pod -> {
            PodDemand demand = pod.spec().demand();
            assertThat(demand.requests().total()).isEqualTo(Resources.of(1060, 192 * MIB));
            assertThat(demand.requests().scoredCpu()).isEqualTo(1060);
            assertThat(demand.requests().scoredMemory()).isEqualTo(392 * MIB);
            assertThat(demand.hostPorts())
                    .containsExactly(new HostPort("", "TCP", 80), new HostPort("10.0.0.1", "UDP", 53));
            assertThat(demand.priority()).isEqualTo(7);
            assertThat(demand.preempts()).isFalse();
            assertThat(demand.gated()).isTrue();
        });
    }

    @Test
    void podsThatHaveEndedAreForgotten() throws IOException {
        assertThat(read("{apiVersion: v1, kind: Pod, metadata: {name: p}, status: {phase: Succeeded}}")
                        .pods())
                .isEmpty();
    }

    @Test
    void classesGivePrioritiesToPodsThatAreToBeMade() throws IOException {
        read("""
                {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}
                ---
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: usual}
                value: 5
                globalDefault: true
                preemptionPolicy: Never
                """);

        PriorityClasses priorities = reader.priorities();
        assertThat(priorities.priority("high")).isEqualTo(1000);
        assertThat(priorities.preempts("high")).isTrue();
        assertThat(priorities.priority("")).isEqualTo(5);
        assertThat(priorities.preempts("")).isFalse();
    }
}
