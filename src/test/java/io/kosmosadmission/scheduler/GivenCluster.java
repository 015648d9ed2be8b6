package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Nodes and pods for tests. */
public final class GivenCluster {

    public static final long MIB = 1024L * 1024;
    public static final String SOFT = TopologySpreadConstraint.SCHEDULE_ANYWAY;
    public static final String HARD = TopologySpreadConstraint.DO_NOT_SCHEDULE;

    private GivenCluster() {}

    /** With 4 GiB of memory a processor, and room for 110 pods. */
    public static SchedulerNode node(String name, int processors, Map<String, String> labels) {
        return node(name, processors, labels, List.of());
    }

    public static SchedulerNode node(String name, int processors, Map<String, String> labels, List<Taint> taints) {
        return new SchedulerNode(
                new Node(name, labels, "", taints),
                false,
                Resources.of(processors * 1000L, processors * (4096 * MIB)),
                110,
                Map.of());
    }

    /** Of a provider, with its hostname; 4 processors. */
    public static SchedulerNode nodeOf(String provider, String name) {
        return node(name, 4, Map.of("provider", provider, "kubernetes.io/hostname", name));
    }

    /** In namespace {@code shop}, with label {@code app: web}; it requests 100m and 128 MiB. */
    public static SchedulerPod pod(String name) {
        return pod(name, "web");
    }

    public static SchedulerPod pod(String name, String app) {
        ObjectMeta metadata = ObjectMeta.named("shop", name).withLabels(Map.of("app", app));
        return new SchedulerPod(metadata, spec(100, 128), "", List.of());
    }

    public static PodSpec spec(long milliCpu, long mebibytes) {
        return new PodSpec(
                Map.of(),
                Optional.empty(),
                Affinity.NONE,
                List.of(),
                List.of(),
                PodDemand.of(PodRequests.of(List.of(ContainerRequests.of(Resources.of(milliCpu, mebibytes * MIB))))));
    }

    public static SchedulerPod with(SchedulerPod pod, TopologySpreadConstraint... constraints) {
        PodSpec spec = pod.spec();
        return pod.withSpec(new PodSpec(
                spec.nodeSelector(),
                spec.requiredNodeAffinity(),
                spec.affinity(),
                spec.tolerations(),
                List.of(constraints),
                spec.demand()));
    }

    public static SchedulerPod with(SchedulerPod pod, Affinity affinity) {
        PodSpec spec = pod.spec();
        return pod.withSpec(new PodSpec(
                spec.nodeSelector(),
                spec.requiredNodeAffinity(),
                affinity,
                spec.tolerations(),
                spec.topologySpreadConstraints(),
                spec.demand()));
    }

    public static SchedulerPod tolerating(SchedulerPod pod, Toleration... tolerations) {
        PodSpec spec = pod.spec();
        return pod.withSpec(new PodSpec(
                spec.nodeSelector(),
                spec.requiredNodeAffinity(),
                spec.affinity(),
                List.of(tolerations),
                spec.topologySpreadConstraints(),
                spec.demand()));
    }

    public static SchedulerPod claiming(SchedulerPod pod, String... claims) {
        List<Volume> volumes = new ArrayList<>();
        for (String claim : claims) {
            volumes.add(new Volume(claim, new VolumeSource.Claim(claim)));
        }
        return new SchedulerPod(pod.metadata(), pod.spec(), pod.nodeName(), volumes);
    }

    /** Over the pods with label {@code app: web}. */
    public static TopologySpreadConstraint spread(String key, int maxSkew, String whenUnsatisfiable) {
        return new TopologySpreadConstraint(
                maxSkew,
                key,
                whenUnsatisfiable,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(LabelSelector.of("app", "web")),
                List.of());
    }

    public static PodAffinityTerm about(String key, String app) {
        return PodAffinityTerm.of(key, LabelSelector.of("app", app));
    }

    public static Affinity near(String key, String app) {
        return Affinity.near(PodAffinity.required(about(key, app)));
    }

    public static Affinity farFrom(String key, String app) {
        return Affinity.farFrom(PodAffinity.required(about(key, app)));
    }

    public static ClusterView view(List<SchedulerNode> nodes, SchedulerPod... pods) {
        return ClusterView.of(SchedulerCluster.of(nodes, List.of(pods)));
    }
}
