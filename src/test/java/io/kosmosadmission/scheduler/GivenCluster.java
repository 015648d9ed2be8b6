package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes and pods for tests. */
final class GivenCluster {

    static final long MIB = 1024L * 1024;

    private GivenCluster() {}

    /** With 4 GiB of memory a processor, and room for 110 pods. */
    static SchedulerNode node(String name, int processors, Map<String, String> labels) {
        return new SchedulerNode(
                new Node(name, labels, "", List.of()),
                false,
                Resources.of(processors * 1000L, processors * 4096 * MIB),
                110,
                Map.of());
    }

    /** In namespace {@code shop}, with label {@code app: web}; it requests 100m and 128 MiB. */
    static SchedulerPod pod(String name) {
        ObjectMeta metadata = ObjectMeta.named("shop", name).withLabels(Map.of("app", "web"));
        return new SchedulerPod(metadata, spec(100, 128), "", List.of());
    }

    static PodSpec spec(long milliCpu, long mebibytes) {
        return new PodSpec(
                Map.of(),
                Optional.empty(),
                Affinity.NONE,
                List.of(),
                List.of(),
                PodDemand.of(
                        PodRequests.of(List.of(ContainerRequests.of(Resources.of(milliCpu, mebibytes * MIB))))));
    }
}
