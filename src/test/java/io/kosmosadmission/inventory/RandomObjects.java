package io.kosmosadmission.inventory;

import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.DataSource;
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
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.kube.TopologyKeys;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.VolumeTraits;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes objects with few names and few values, so that they meet, are replaced, and come back as they were. */
final class RandomObjects {

    static final int NAMES = 6;
    static final List<String> NAMESPACES = List.of("a", "b");

    private static final List<String> PROVIDERS = List.of("aws", "gcp", "scaleway");

    private final Random random;

    RandomObjects(Random random) {
        this.random = random;
    }

    String name(String prefix) {
        return prefix + random.nextInt(NAMES);
    }

    String namespace() {
        return oneOf(NAMESPACES);
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Node node() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            labels.put("provider", oneOf(PROVIDERS));
        }
        labels.put("topology.kubernetes.io/zone", "zone-" + random.nextInt(3));
        labels.put("k8s.scaleway.com/pool-name", "pool-" + random.nextInt(2));
        labels.put("team", "team-" + random.nextInt(2));
        List<Taint> taints = random.nextBoolean()
                ? List.of()
                : List.of(new Taint("provider", oneOf(PROVIDERS), oneOf(List.of("NoSchedule", "NoExecute"))));
        ReadyCondition readiness = random.nextInt(4) == 0
                ? ReadyCondition.UNKNOWN
                : new ReadyCondition(random.nextBoolean(), random.nextInt(3));
        return new Node(name("node-"), labels, oneOf(List.of("", "gce://x", "aws:///y")), taints, "", readiness);
    }

    CSINode csiNode() {
        return new CSINode(
                name("node-"),
                random.nextBoolean() ? Set.of() : Set.of("ebs.csi.aws.com"),
                random.nextBoolean() ? Set.of() : Set.of("team"));
    }

    Namespace aNamespace() {
        return new Namespace(
                namespace(),
                Map.of("team", "team-" + random.nextInt(2)),
                random.nextBoolean() ? TolerationsWhitelist.NONE : TolerationsWhitelist.UNREADABLE);
    }

    StorageClass storageClass() {
        Map<String, String> annotations =
                random.nextBoolean() ? Map.of() : Map.of(StorageClass.DEFAULT_ANNOTATION, "true");
        String created = "2024-01-0" + (1 + random.nextInt(2)) + "T00:00:00Z";
        return new StorageClass(name("class-"), created, annotations, "ebs.csi.aws.com", "", "Immediate", List.of());
    }

    PersistentVolume volume() {
        return new PersistentVolume(
                name("volume-"),
                random.nextBoolean() ? Map.of() : Map.of("kosmos-admission.io/provider", oneOf(PROVIDERS)),
                "ebs.csi.aws.com",
                name("class-"),
                random.nextBoolean() ? Optional.empty() : Optional.of(terms()),
                namespace(),
                random.nextInt(3) == 0 ? "" : name("claim-"),
                random.nextBoolean() ? "" : "uid-" + random.nextInt(2),
                traits(),
                PersistentVolume.Phase.values()[random.nextInt(5)],
                random.nextInt(4) == 0);
    }

    private VolumeTraits traits() {
        return new VolumeTraits(random.nextInt(3), Set.of("ReadWriteOnce"), random.nextInt(4) == 0);
    }

    private List<NodeSelectorTerm> terms() {
        return List.of(NodeSelectorTerm.of(Requirement.in("provider", List.of(oneOf(PROVIDERS)))));
    }

    PersistentVolumeClaim claim() {
        return new PersistentVolumeClaim(
                metadata(name("claim-")),
                random.nextBoolean() ? Optional.empty() : Optional.of(name("class-")),
                random.nextBoolean() ? "" : name("volume-"),
                random.nextBoolean() ? Optional.empty() : Optional.of(source()),
                random.nextBoolean() ? "" : name("attributes-"),
                traits(),
                random.nextBoolean());
    }

    private DataSource source() {
        return random.nextBoolean()
                ? new DataSource("", "PersistentVolumeClaim", "", name("claim-"))
                : new DataSource(VolumeSnapshot.GROUP, "VolumeSnapshot", namespace(), name("snapshot-"));
    }

    VolumeSnapshot snapshot() {
        return new VolumeSnapshot(
                namespace(),
                name("snapshot-"),
                name("claim-"),
                "",
                random.nextBoolean() ? "" : name("class-"),
                random.nextBoolean() ? "" : name("content-"));
    }

    VolumeSnapshotContent snapshotContent() {
        String driver = oneOf(List.of("ebs.csi.aws.com", "pd.csi.storage.gke.io"));
        return new VolumeSnapshotContent(
                name("content-"), driver, namespace(), name("snapshot-"), random.nextBoolean() ? "" : name("vol-"));
    }

    VolumeSnapshotClass snapshotClass() {
        return new VolumeSnapshotClass(name("class-"), "ebs.csi.aws.com", random.nextBoolean());
    }

    VolumeAttributesClass attributesClass() {
        return new VolumeAttributesClass(
                name("attributes-"), oneOf(List.of("ebs.csi.aws.com", "pd.csi.storage.gke.io")));
    }

    Service service() {
        return new Service(
                metadata(name("web-")),
                random.nextInt(3) > 0,
                random.nextBoolean() ? "" : "service.k8s.aws/nlb",
                random.nextBoolean(),
                Map.of("app", oneOf(List.of("web", "api"))),
                random.nextBoolean());
    }

    StoredPod pod() {
        return pod(metadata(name("pod-")), volumes(1));
    }

    private StoredPod pod(ObjectMeta metadata, List<Volume> volumes) {
        return new StoredPod(
                metadata,
                random.nextBoolean() ? "" : name("node-"),
                random.nextBoolean() ? Map.of() : Map.of("provider", oneOf(PROVIDERS)),
                random.nextBoolean() ? Optional.empty() : Optional.of(terms()),
                random.nextBoolean() ? TopologyKeys.NONE : new TopologyKeys(List.of("zone"), List.of()),
                random.nextBoolean() ? List.of() : List.of(new Toleration("provider", "Exists", "", "", false)),
                volumes,
                Set.of("cpu"),
                oneOf(List.of("Pending", "Running", "Failed")));
    }

    private List<Volume> volumes(int least) {
        List<Volume> volumes = new ArrayList<>();
        for (int i = random.nextInt(3) + least; i > 0; i--) {
            volumes.add(new Volume(
                    "data-" + i,
                    oneOf(List.of(
                            new VolumeSource.Claim(name("claim-")),
                            new VolumeSource.Claim(name("claim-")),
                            new VolumeSource.Ephemeral(claim()),
                            new VolumeSource.Driver("ebs.csi.aws.com")))));
        }
        return volumes;
    }

    StoredWorkload workload() {
        WorkloadKind kind = oneOf(List.of(WorkloadKind.Deployment, WorkloadKind.StatefulSet, WorkloadKind.Job));
        boolean makesClaims = kind == WorkloadKind.StatefulSet && random.nextBoolean();
        return new StoredWorkload(
                kind,
                metadata(name("app-")),
                random.nextInt(2),
                LabelSelector.of("app", "x"),
                pod(ObjectMeta.named("", ""), volumes(0)),
                makesClaims ? List.of(claim()) : List.of(),
                0,
                PodRenewal.Restart,
                Set.of());
    }

    private ObjectMeta metadata(String name) {
        OwnerReference owner = new OwnerReference("apps/v1", "StatefulSet", name("app-"), "uid", true);
        return new ObjectMeta(
                namespace(),
                name,
                "",
                "uid-" + random.nextInt(2),
                Map.of("app", "app-" + random.nextInt(2)),
                random.nextBoolean() ? Map.of() : Map.of("foreign", "annotation"),
                random.nextBoolean() ? List.of() : List.of(owner),
                "2024-01-01T00:00:00Z",
                random.nextInt(4) == 0);
    }
}
