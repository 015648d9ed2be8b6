package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodRenewal;
import io.kosmosadmission.kube.ReadyCondition;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.TopologyKeys;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.VolumeTraits;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The cluster that a replica must hold in 256 MiB: 5,000 nodes, 30,000 claims with their volumes, 5,000 workloads, and of its
 * pods the 30,000 that have volumes. Every value is a string of its own, as a parser gives it; keys of maps are not, since
 * Jackson interns names of fields.
 */
final class LargeCluster {

    static final int NODES = 5_000;
    static final int CLAIMS = 30_000;
    static final int WORKLOADS = 5_000;
    static final int PODS_WITHOUT_VOLUMES = 70_000;
    static final int NAMESPACES = 300;

    private static final Random RANDOM = new Random(1);
    private static final String[] PROVIDERS = {"aws", "gcp", "scaleway"};
    private static final int PODS_OF_A_SET = CLAIMS / WORKLOADS;

    private LargeCluster() {}

    static ClusterObjects objects() {
        ObjectCollector collector = new ObjectCollector();
        many(NODES, LargeCluster::node).forEach(node -> collector.add(Kind.NODE, node));
        many(NODES, LargeCluster::csiNode).forEach(node -> collector.add(Kind.CSI_NODE, node));
        many(NAMESPACES, number -> Namespace.bare(text("team-", number)))
                .forEach(namespace -> collector.add(Kind.NAMESPACE, namespace));
        many(6, LargeCluster::storageClass).forEach(each -> collector.add(Kind.STORAGE_CLASS, each));
        many(CLAIMS, LargeCluster::volume).forEach(volume -> collector.add(Kind.PERSISTENT_VOLUME, volume));
        many(CLAIMS, LargeCluster::claim).forEach(claim -> collector.add(Kind.PERSISTENT_VOLUME_CLAIM, claim));
        many(CLAIMS, LargeCluster::pod).forEach(pod -> collector.add(Kind.POD, pod));
        collector.addPodsWithoutVolumes(PODS_WITHOUT_VOLUMES);
        many(WORKLOADS, LargeCluster::workload).forEach(workload -> collector.add(Kind.of(workload.kind()), workload));
        return collector.collected();
    }

    private static CSINode csiNode(int number) {
        return new CSINode(
                text("node-", number),
                Set.of(text(driver(number)), text("nfs.csi.k8s.io")),
                Set.of(text("topology.ebs.csi.aws.com/zone")));
    }

    private static <T> List<T> many(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }

    private static String text(String text) {
        return new String(text);
    }

    private static String text(String prefix, int number) {
        return prefix + number;
    }

    private static String uid() {
        return new UUID(RANDOM.nextLong(), RANDOM.nextLong()).toString();
    }

    private static String provider(int number) {
        return text(PROVIDERS[number % PROVIDERS.length]);
    }

    private static String driver(int number) {
        return text(new String[] {"ebs.csi.aws.com", "pd.csi.storage.gke.io", "csi.scaleway.com"}[number % 3]);
    }

    private static String namespace(int set) {
        return text("team-", set % NAMESPACES);
    }

    private static String set(int pod) {
        return text("database-", pod / PODS_OF_A_SET);
    }

    static Node node(int number) {
        Map<String, String> labels = new LinkedHashMap<>();
        String name = text("node-", number);
        labels.put("provider", provider(number));
        labels.put("kubernetes.io/hostname", text("node-", number));
        labels.put("kubernetes.io/os", text("linux"));
        labels.put("kubernetes.io/arch", text("amd64"));
        labels.put("beta.kubernetes.io/os", text("linux"));
        labels.put("beta.kubernetes.io/arch", text("amd64"));
        labels.put("beta.kubernetes.io/instance-type", text("m5.", number % 12));
        labels.put("node.kubernetes.io/instance-type", text("m5.", number % 12));
        labels.put("topology.kubernetes.io/region", text("eu-west-", number % 9));
        labels.put("topology.kubernetes.io/zone", text("eu-west-1-", number % 27));
        labels.put("failure-domain.beta.kubernetes.io/region", text("eu-west-", number % 9));
        labels.put("failure-domain.beta.kubernetes.io/zone", text("eu-west-1-", number % 27));
        labels.put("topology.ebs.csi.aws.com/zone", text("eu-west-1-", number % 27));
        labels.put("k8s.scaleway.com/pool", uid().substring(0, 4));
        labels.put("k8s.scaleway.com/pool-name", text("pool-", number % 40));
        labels.put("k8s.scaleway.com/node", uid());
        labels.put("k8s.scaleway.com/managed", text("true"));
        labels.put("k8s.scaleway.com/runtime", text("containerd"));
        labels.put("k8s.scw.cloud/node-public-ip", "51.15." + number / 250 + "." + number % 250);
        labels.put("eks.amazonaws.com/nodegroup", text("group-", number % 40));
        labels.put("eks.amazonaws.com/capacityType", text("ON_DEMAND"));
        labels.put("node.cluster.x-k8s.io/instance", uid());
        labels.put("team", text("team-", number % 10));
        labels.put("environment", text("production"));
        labels.put("node-role.kubernetes.io/worker", "");
        Taint taint = new Taint("provider", provider(number), text("NoSchedule"));
        return new Node(
                name,
                labels,
                "aws:///eu-west-1a/i-" + uid(),
                List.of(taint),
                uid(),
                new ReadyCondition(true, 1_700_000_000));
    }

    private static StorageClass storageClass(int number) {
        return new StorageClass(
                "class-" + number,
                "2024-01-01T00:00:00Z",
                Map.of(),
                driver(number),
                "",
                "WaitForFirstConsumer",
                List.of());
    }

    private static String volumeName(int number) {
        return "pvc-00000000-0000-4000-8000-0000000" + (10_000 + number);
    }

    private static PersistentVolume volume(int number) {
        Map<String, String> annotations = Map.of("pv.kubernetes.io/provisioned-by", driver(number));
        NodeSelectorTerm zone = NodeSelectorTerm.of(
                Requirement.in(text("topology.ebs.csi.aws.com/zone"), List.of(text("eu-west-1-", number % 27))));
        return new PersistentVolume(
                volumeName(number),
                annotations,
                driver(number),
                text("class-", number % 6),
                Optional.of(List.of(zone)),
                namespace(number / PODS_OF_A_SET),
                claimName(number),
                uid(),
                traits(number),
                PersistentVolume.Phase.Bound,
                false);
    }

    private static VolumeTraits traits(int number) {
        return new VolumeTraits((1L + number % 20) << 30, Set.of(text("ReadWriteOnce")), false);
    }

    private static String claimName(int number) {
        return "data-" + set(number) + "-" + number % PODS_OF_A_SET;
    }

    static PersistentVolumeClaim claim(int number) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("pv.kubernetes.io/bind-completed", text("yes"));
        annotations.put("volume.kubernetes.io/storage-provisioner", driver(number));
        annotations.put("volume.kubernetes.io/selected-node", text("node-", number % NODES));
        ObjectMeta metadata = new ObjectMeta(
                namespace(number / PODS_OF_A_SET),
                claimName(number),
                "",
                uid(),
                labels(number),
                annotations,
                List.of(),
                text("2024-01-01T00:00:00Z"),
                false);
        return new PersistentVolumeClaim(
                metadata,
                Optional.of(text("class-", number % 6)),
                volumeName(number),
                Optional.empty(),
                "",
                traits(number),
                false);
    }

    private static Map<String, String> labels(int number) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", text("database"));
        labels.put("app.kubernetes.io/instance", set(number));
        labels.put("app.kubernetes.io/component", text("primary"));
        labels.put("app.kubernetes.io/managed-by", text("Helm"));
        return labels;
    }

    private static StoredPod pod(int number) {
        String set = set(number);
        Map<String, String> labels = labels(number);
        labels.put("controller-revision-hash", set + "-6f8b7c9d5");
        labels.put("statefulset.kubernetes.io/pod-name", set + "-" + number % PODS_OF_A_SET);
        labels.put("apps.kubernetes.io/pod-index", text("", number % PODS_OF_A_SET));
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("prometheus.io/scrape", text("true"));
        annotations.put("checksum/config", uid() + uid());
        ObjectMeta metadata = new ObjectMeta(
                namespace(number / PODS_OF_A_SET),
                set + "-" + number % PODS_OF_A_SET,
                set + "-",
                uid(),
                labels,
                annotations,
                List.of(new OwnerReference(text("apps/v1"), text("StatefulSet"), set, uid(), true)),
                text("2024-01-01T00:00:00Z"),
                false);
        return pod(metadata, text("node-", number % NODES), number, claimName(number));
    }

    private static StoredPod pod(ObjectMeta metadata, String nodeName, int number, String claim) {
        NodeSelectorTerm term = NodeSelectorTerm.of(Requirement.in(text("provider"), List.of(provider(number))));
        return new StoredPod(
                metadata,
                nodeName,
                Map.of("kubernetes.io/os", text("linux")),
                Optional.of(List.of(term)),
                TopologyKeys.NONE,
                List.of(),
                List.of(new Volume(text("data"), new VolumeSource.Claim(claim))),
                Set.of("cpu", "memory"),
                text("Running"));
    }

    private static StoredWorkload workload(int number) {
        Map<String, String> annotations = Map.of("meta.helm.sh/release-name", text("database-", number));
        ObjectMeta metadata = new ObjectMeta(
                namespace(number),
                text("database-", number),
                "",
                uid(),
                labels(number * PODS_OF_A_SET),
                annotations,
                List.of(),
                text("2024-01-01T00:00:00Z"),
                false);
        ObjectMeta template = ObjectMeta.named("", "").withLabels(labels(number * PODS_OF_A_SET));
        PersistentVolumeClaim claim = new PersistentVolumeClaim(
                ObjectMeta.named("", text("data")),
                Optional.of(text("class-", number % 6)),
                "",
                Optional.empty(),
                "",
                traits(number),
                false);
        return new StoredWorkload(
                WorkloadKind.StatefulSet,
                metadata,
                PODS_OF_A_SET,
                LabelSelector.of("app.kubernetes.io/instance", text("database-", number)),
                pod(template, "", number, "shared-" + number),
                List.of(claim),
                0,
                PodRenewal.Restart,
                Set.of());
    }
}
