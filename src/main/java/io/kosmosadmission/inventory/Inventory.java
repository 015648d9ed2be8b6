package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the cluster holds, resolved against the configuration and indexed for decisions: an immutable snapshot. */
public final class Inventory {

    private final ClusterObjects objects;
    private final Providers providers;
    private final NodeLabelIndex nodeLabels;
    private final Map<String, Node> nodes;
    private final Map<String, CSINode> csiNodes;
    private final Map<String, Namespace> namespaces;
    private final Map<String, StorageClass> storageClasses;
    private final Optional<StorageClass> defaultClass;
    private final Map<String, PersistentVolume> volumes;
    private final Map<String, PersistentVolume> volumesByClaim;
    private final Map<String, PersistentVolumeClaim> claims;
    private final Map<String, PodView> pods;
    private final Map<String, List<PodView>> podsByClaim;
    private final Map<String, List<Workload>> workloadsByClaim;
    private final Map<String, Workload> workloads;
    private final Map<String, List<Workload>> claimMakers;

    private final FreshObjects fresh;

    private Inventory(Configuration configuration, ClusterObjects objects) {
        this.fresh = FreshObjects.NONE;
        this.volumesByClaim = new HashMap<>();
        this.claims = new HashMap<>();
        this.pods = new HashMap<>();
        this.podsByClaim = new HashMap<>();
        this.workloadsByClaim = new HashMap<>();
        this.workloads = new HashMap<>();
        this.claimMakers = new HashMap<>();
        this.objects = objects;
        this.providers = Providers.of(configuration, objects.nodes());
        this.nodeLabels = new NodeLabelIndex(providers);
        this.nodes = byName(objects.nodes(), Node::name);
        this.csiNodes = byName(objects.csiNodes(), CSINode::name);
        this.namespaces = byName(objects.namespaces(), Namespace::name);
        this.storageClasses = byName(objects.storageClasses(), StorageClass::name);
        this.defaultClass = objects.storageClasses().stream()
                .filter(StorageClass::isDefault)
                .min(Comparator.comparing(StorageClass::creationTimestamp)
                        .reversed()
                        .thenComparing(StorageClass::name));
        this.volumes = byName(objects.volumes(), PersistentVolume::name);
        index();
    }

    private Inventory(Inventory held, FreshObjects fresh) {
        this.fresh = fresh;
        this.objects = held.objects;
        this.providers = held.providers;
        this.nodeLabels = held.nodeLabels;
        this.nodes = held.nodes;
        this.csiNodes = held.csiNodes;
        this.namespaces = held.namespaces;
        this.storageClasses = held.storageClasses;
        this.defaultClass = held.defaultClass;
        this.volumes = held.volumes;
        this.volumesByClaim = held.volumesByClaim;
        this.claims = held.claims;
        this.pods = held.pods;
        this.podsByClaim = held.podsByClaim;
        this.workloadsByClaim = held.workloadsByClaim;
        this.workloads = held.workloads;
        this.claimMakers = held.claimMakers;
    }

    /** This snapshot, shared whole, with objects read live before its own. */
    public Inventory with(FreshObjects objects) {
        return new Inventory(this, objects);
    }

    public static Inventory of(Configuration configuration, ClusterObjects objects) {
        return new Inventory(configuration, objects);
    }

    private void index() {
        objects.volumes().stream()
                .filter(volume -> !volume.claimName().isEmpty())
                .forEach(volume -> volumesByClaim.put(key(volume.claimNamespace(), volume.claimName()), volume));
        objects.claims()
                .forEach(claim -> claims.put(
                        key(claim.metadata().namespace(), claim.metadata().name()), claim));
        for (PodView pod : objects.pods()) {
            pods.put(key(pod.metadata().namespace(), pod.metadata().name()), pod);
            forEachClaim(pod, pod.metadata().namespace(), (key) -> put(podsByClaim, key, pod));
        }
        for (Workload workload : objects.workloads()) {
            String namespace = workload.metadata().namespace();
            workloads.put(
                    workload.kind() + "/" + key(namespace, workload.metadata().name()), workload);
            forEachClaim(workload.template(), namespace, key -> put(workloadsByClaim, key, workload));
            if (!workload.volumeClaimTemplates().isEmpty()) {
                put(claimMakers, namespace, workload);
            }
        }
    }

    private static void forEachClaim(PodView pod, String namespace, Consumer<String> action) {
        for (Volume volume : pod.volumes()) {
            if (volume.source() instanceof VolumeSource.Claim claim) {
                action.accept(key(namespace, claim.claimName()));
            }
        }
    }

    private static <T> void put(Map<String, List<T>> map, String key, T value) {
        map.computeIfAbsent(key, unseen -> new ArrayList<>()).add(value);
    }

    private static <T> Map<String, T> byName(List<T> objects, Function<T, String> name) {
        Map<String, T> map = new HashMap<>(objects.size() * 2);
        objects.forEach(object -> map.put(name.apply(object), object));
        return map;
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    public Map<String, Integer> counts() {
        return objects.counts();
    }

    public Providers providers() {
        return providers;
    }

    public NodeLabelIndex nodeLabels() {
        return nodeLabels;
    }

    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    public Optional<CSINode> csiNode(String name) {
        return Optional.ofNullable(csiNodes.get(name));
    }

    /** A namespace that isn't here has no labels but its name. */
    public Namespace namespace(String name) {
        return fresh.or(ObjectKey.namespace(name), Namespace.class, Optional.ofNullable(namespaces.get(name)))
                .orElseGet(() -> Namespace.bare(name));
    }

    /** Whether the namespace's labels are known. */
    public boolean knowsNamespace(String name) {
        return namespaces.containsKey(name) || fresh.keys().contains(ObjectKey.namespace(name));
    }

    public Optional<StorageClass> storageClass(String name) {
        return fresh.or(
                ObjectKey.storageClass(name), StorageClass.class, Optional.ofNullable(storageClasses.get(name)));
    }

    public List<StorageClass> storageClasses() {
        return objects.storageClasses();
    }

    /** The class of a claim that names none: the newest of the default classes, then the first by name. */
    public Optional<StorageClass> defaultStorageClass() {
        return defaultClass;
    }

    public Optional<PersistentVolume> volume(String name) {
        return fresh.or(ObjectKey.volume(name), PersistentVolume.class, Optional.ofNullable(volumes.get(name)));
    }

    /** The volume whose claimRef names the claim, bound or reserved. */
    public Optional<PersistentVolume> volumeOfClaim(String namespace, String claim) {
        return Optional.ofNullable(volumesByClaim.get(key(namespace, claim)));
    }

    public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
        return fresh.or(
                ObjectKey.claim(namespace, name),
                PersistentVolumeClaim.class,
                Optional.ofNullable(claims.get(key(namespace, name))));
    }

    public Optional<Workload> workload(WorkloadKind kind, String namespace, String name) {
        return fresh.or(
                ObjectKey.workload(kind, namespace, name),
                Workload.class,
                Optional.ofNullable(workloads.get(kind + "/" + key(namespace, name))));
    }

    /** A pod with volumes; others are not held. */
    public Optional<PodView> pod(String namespace, String name) {
        return fresh.or(
                ObjectKey.pod(namespace, name), PodView.class, Optional.ofNullable(pods.get(key(namespace, name))));
    }

    /** The pods that name the claim. */
    public List<PodView> podsOfClaim(String namespace, String claim) {
        List<PodView> held = podsByClaim.getOrDefault(key(namespace, claim), List.of());
        return fresh.keys().isEmpty()
                ? held
                : held.stream()
                        .flatMap(it -> pod(namespace, it.metadata().name()).stream())
                        .toList();
    }

    /** The workloads whose template names the claim. */
    public List<Workload> workloadsOfClaim(String namespace, String claim) {
        return asTheyAre(workloadsByClaim.getOrDefault(key(namespace, claim), List.of()));
    }

    /** The workloads of the namespace that make claims from templates. */
    public List<Workload> claimMakers(String namespace) {
        return asTheyAre(claimMakers.getOrDefault(namespace, List.of()));
    }

    private List<Workload> asTheyAre(List<Workload> held) {
        return fresh.keys().isEmpty()
                ? held
                : held.stream()
                        .flatMap(it -> workload(
                                it.kind(),
                                it.metadata().namespace(),
                                it.metadata().name())
                                .stream())
                        .toList();
    }
}
