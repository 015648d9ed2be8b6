package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeAttributesClass;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster holds, resolved against the configuration and indexed for decisions: an immutable snapshot. A changed one
 * shares with it all that the changes don't touch. Objects are held in a slim form ({@link ObjectChanges}); lists are in
 * order of names, so that every replica answers alike, whatever it saw on the way.
 */
public final class Inventory {

    private static final Comparator<StorageClass> NEWEST_FIRST =
            Comparator.comparing(StorageClass::creationTimestamp).reversed().thenComparing(StorageClass::name);

    private final Configuration configuration;
    private final Store holdings;
    private final ResolvedNodes nodes;
    private final List<StorageClass> storageClasses;
    private final Optional<StorageClass> defaultClass;
    private final FreshObjects fresh;

    private Inventory(Configuration configuration, Store holdings, ResolvedNodes nodes, FreshObjects fresh) {
        this.configuration = configuration;
        this.holdings = holdings;
        this.nodes = nodes;
        this.fresh = fresh;
        this.storageClasses = holdings.storageClasses().values().stream()
                .sorted(Comparator.comparing(StorageClass::name))
                .toList();
        this.defaultClass =
                storageClasses.stream().filter(StorageClass::isDefault).min(NEWEST_FIRST);
    }

    public static Inventory of(Configuration configuration, ClusterObjects objects) {
        return resolved(configuration, Store.none().with(ObjectChanges.to(objects)));
    }

    private static Inventory resolved(Configuration configuration, Store holdings) {
        return new Inventory(configuration, holdings, ResolvedNodes.of(configuration, holdings), FreshObjects.NONE);
    }

    /** A batch of changes to this inventory; repeats is the writer's own, the same for all its batches. */
    public ObjectChanges changes(Interner repeats) {
        return new ObjectChanges(repeats, holdings);
    }

    /** This inventory after the changes: itself where nothing really changes. */
    public Inventory with(ObjectChanges changes) {
        Store next = holdings.with(changes);
        if (next == holdings) {
            return this;
        }
        if (next.nodes() != holdings.nodes()) {
            return resolved(configuration, next);
        }
        ResolvedNodes resolved = next.csiNodes() == holdings.csiNodes() ? nodes : nodes.with(next.csiNodes());
        return new Inventory(configuration, next, resolved, FreshObjects.NONE);
    }

    /** These objects under another configuration. */
    public Inventory with(Configuration other) {
        return other.equals(configuration) ? this : resolved(other, holdings);
    }

    /** This snapshot, shared whole, with objects read live before its own. */
    public Inventory with(FreshObjects objects) {
        return new Inventory(configuration, holdings, nodes, objects);
    }

    public Map<String, Integer> counts() {
        return holdings.counts();
    }

    public Providers providers() {
        return nodes.providers();
    }

    public NodeLabelIndex nodeLabels() {
        return nodes.labels();
    }

    public AttachIndex attachIndex() {
        return nodes.attaching();
    }

    public Optional<Node> node(String name) {
        return holdings.nodes().get(name);
    }

    public Optional<CSINode> csiNode(String name) {
        return holdings.csiNodes().get(name);
    }

    /** A namespace that isn't here has no labels but its name. */
    public Namespace namespace(String name) {
        return fresh.or(
                        ObjectKey.namespace(name),
                        Namespace.class,
                        holdings.namespaces().get(name))
                .orElseGet(() -> Namespace.bare(name));
    }

    /** Whether the namespace's labels are known. */
    public boolean knowsNamespace(String name) {
        return holdings.namespaces().get(name).isPresent() || fresh.keys().contains(ObjectKey.namespace(name));
    }

    public Optional<StorageClass> storageClass(String name) {
        return fresh.or(
                ObjectKey.storageClass(name),
                StorageClass.class,
                holdings.storageClasses().get(name));
    }

    /** By name. */
    public List<StorageClass> storageClasses() {
        return storageClasses;
    }

    /** The class of a claim that names none: the newest of the default classes, then the first by name. */
    public Optional<StorageClass> defaultStorageClass() {
        return defaultClass;
    }

    public Optional<PersistentVolume> volume(String name) {
        return fresh.or(
                ObjectKey.volume(name),
                PersistentVolume.class,
                holdings.volumes().get(name));
    }

    /** The volume whose claimRef names the claim, bound or reserved; the first by name where there are several. */
    public Optional<PersistentVolume> volumeOfClaim(String namespace, String claim) {
        return holdings.volumesByClaim().get(ObjectKey.claim(namespace, claim)).stream()
                .findFirst();
    }

    public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
        ObjectKey key = ObjectKey.claim(namespace, name);
        return fresh.or(key, PersistentVolumeClaim.class, holdings.claims().get(key));
    }

    public Optional<VolumeSnapshot> snapshot(String namespace, String name) {
        ObjectKey key = ObjectKey.snapshot(namespace, name);
        return fresh.or(key, VolumeSnapshot.class, holdings.snapshots().get(key));
    }

    public Optional<VolumeSnapshotContent> snapshotContent(String name) {
        return fresh.or(
                ObjectKey.snapshotContent(name),
                VolumeSnapshotContent.class,
                holdings.snapshotContents().get(name));
    }

    public Optional<VolumeSnapshotClass> snapshotClass(String name) {
        return fresh.or(
                ObjectKey.snapshotClass(name),
                VolumeSnapshotClass.class,
                holdings.snapshotClasses().get(name));
    }

    public Optional<VolumeAttributesClass> attributesClass(String name) {
        return fresh.or(
                ObjectKey.attributesClass(name),
                VolumeAttributesClass.class,
                holdings.attributesClasses().get(name));
    }

    /** All pods with volumes, in no order. */
    public List<PodView> pods() {
        return holdings.pods().values();
    }

    /** All, in no order. */
    public List<Workload> workloads() {
        return holdings.workloads().values();
    }

    /** The workload that made the pod; empty where nothing did, or nothing that is known here. */
    public Optional<Workload> controllerOf(PodView pod) {
        return pod.metadata()
                .controller()
                .flatMap(owner -> WorkloadKind.of(owner)
                        .flatMap(kind -> workload(kind, pod.metadata().namespace(), owner.name())));
    }

    public Optional<Workload> workload(WorkloadKind kind, String namespace, String name) {
        ObjectKey key = ObjectKey.workload(kind, namespace, name);
        return fresh.or(key, Workload.class, holdings.workloads().get(key));
    }

    /** A pod with volumes; others are not held. */
    public Optional<PodView> pod(String namespace, String name) {
        ObjectKey key = ObjectKey.pod(namespace, name);
        return fresh.or(key, PodView.class, holdings.pods().get(key));
    }

    /** The pods that name the claim. */
    public List<PodView> podsOfClaim(String namespace, String claim) {
        List<PodView> held = holdings.podsByClaim().get(ObjectKey.claim(namespace, claim));
        return fresh.keys().isEmpty()
                ? held
                : held.stream()
                        .flatMap(it -> pod(namespace, it.metadata().name()).stream())
                        .toList();
    }

    /** The workloads whose template names the claim. */
    public List<Workload> workloadsOfClaim(String namespace, String claim) {
        return asTheyAre(holdings.workloadsByClaim().get(ObjectKey.claim(namespace, claim)));
    }

    /** The workloads of the namespace that make claims from templates. */
    public List<Workload> claimMakers(String namespace) {
        return asTheyAre(holdings.claimMakers().get(namespace));
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
