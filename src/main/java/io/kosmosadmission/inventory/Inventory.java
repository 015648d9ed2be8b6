package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.store.Interner;
import io.kosmosadmission.inventory.store.ObjectChanges;
import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Service;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.VolumeSnapshotClass;
import io.kosmosadmission.kube.VolumeSnapshotContent;
import io.kosmosadmission.kube.WorkloadKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of the cluster, resolved against the configuration and indexed for decisions: immutable. A changed
 * inventory shares with the one before all that the changes don't touch. Lists are sorted by name unless stated
 * otherwise, so that every replica answers alike, in whatever order it saw the objects.
 */
public final class Inventory {

    private final Configuration configuration;
    private final Store store;
    private final ResolvedNodes nodes;
    private final StorageClasses classes;
    private final FreshObjects fresh;

    private Inventory(Configuration configuration, Store store, ResolvedNodes nodes, FreshObjects fresh) {
        this.configuration = configuration;
        this.store = store;
        this.nodes = nodes;
        this.fresh = fresh;
        this.classes = StorageClasses.of(store);
    }

    public static Inventory of(Configuration configuration, ClusterObjects objects) {
        Store store = Store.EMPTY.with(ObjectChanges.to(objects));
        return resolved(configuration, store, SettledDrivers.UNWATCHED, LostProviders.NONE);
    }

    private static Inventory resolved(
            Configuration configuration, Store store, SettledDrivers settled, LostProviders lost) {
        return new Inventory(
                configuration, store, ResolvedNodes.of(configuration, store, settled, lost), FreshObjects.NONE);
    }

    /**
     * Begins a batch of changes to this inventory. The interner is the writer's own, the same one for all its batches.
     */
    ObjectChanges changes(Interner interner) {
        return new ObjectChanges(interner, store);
    }

    /** Returns this inventory after the changes; the same instance if they change nothing. */
    Inventory with(ObjectChanges changes, SettledDrivers settled) {
        Store next = store.with(changes);
        return next == store && settled.equals(nodes.settled())
                ? this
                : new Inventory(
                        configuration, next, nodes.after(store, next, configuration, settled), FreshObjects.NONE);
    }

    /** Returns an inventory of the same objects under another configuration. */
    public Inventory with(Configuration other) {
        return other.equals(configuration) ? this : resolved(other, store, nodes.settled(), nodes.lost());
    }

    /** Returns an inventory of the same objects where these providers are recorded as lost. */
    public Inventory with(LostProviders lost) {
        return lost.equals(nodes.lost()) ? this : resolved(configuration, store, nodes.settled(), lost);
    }

    /** Returns this inventory with the providers that are lost at that time by their nodes' conditions alone. */
    public Inventory at(Instant now) {
        return with(LostProviders.NONE.next(configuration, providers(), now));
    }

    /** Returns this inventory with objects that were read live, which take precedence over its own. */
    public Inventory with(FreshObjects objects) {
        Store read = FreshNodes.stored(objects, store);
        SettledDrivers settled = FreshNodes.settled(objects, store, read, nodes.settled());
        return new Inventory(configuration, read, nodes.after(store, read, configuration, settled), objects);
    }

    /** Returns how many objects there are, by kind name; pods without volumes are counted too. */
    public Map<String, Integer> counts() {
        return store.counts();
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

    /**
     * Returns the object of that name. namespace is empty for objects of the whole cluster. Pods that no decision
     * reads, as most without volumes, are not stored, so they are not found.
     */
    public <T extends KubernetesObject> Optional<T> find(Kind<T> kind, String namespace, String name) {
        Optional<T> stored = store.get(kind, namespace, name);
        return fresh.keys().isEmpty() ? stored : fresh.or(kind, namespace, name, stored);
    }

    public Optional<Node> node(String name) {
        return find(Kind.NODE, "", name);
    }

    public Optional<CSINode> csiNode(String name) {
        return find(Kind.CSI_NODE, "", name);
    }

    /** Returns the namespace; for one that isn't stored, a namespace with no label but its name. */
    public Namespace namespace(String name) {
        return find(Kind.NAMESPACE, "", name).orElseGet(() -> Namespace.bare(name));
    }

    /** Returns whether the namespace is stored, or was asked for live, even if it was not found then. */
    public boolean knowsNamespace(String name) {
        return store.get(Kind.NAMESPACE, "", name).isPresent() || fresh.keys().contains(ObjectKey.namespace(name));
    }

    public Optional<StorageClass> storageClass(String name) {
        return find(Kind.STORAGE_CLASS, "", name);
    }

    public List<StorageClass> storageClasses() {
        return classes.all();
    }

    /**
     * Returns the class of a claim that names none: the newest default class, the first by name among equally old ones.
     */
    public Optional<StorageClass> defaultStorageClass() {
        return classes.defaultClass().flatMap(it -> storageClass(it.name())); // as it was read live, if it was
    }

    public Optional<PersistentVolume> volume(String name) {
        return find(Kind.PERSISTENT_VOLUME, "", name);
    }

    /** Returns the volumes by what they can be bound to. */
    public Volumes volumes() {
        return new Volumes(store, fresh);
    }

    public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
        return find(Kind.PERSISTENT_VOLUME_CLAIM, namespace, name);
    }

    /** Returns all claims, in no order. */
    public List<PersistentVolumeClaim> claims() {
        return store.all(Kind.PERSISTENT_VOLUME_CLAIM).values();
    }

    public Optional<VolumeSnapshot> snapshot(String namespace, String name) {
        return find(Kind.VOLUME_SNAPSHOT, namespace, name);
    }

    public Optional<VolumeSnapshotContent> snapshotContent(String name) {
        return find(Kind.VOLUME_SNAPSHOT_CONTENT, "", name);
    }

    public Optional<VolumeSnapshotClass> snapshotClass(String name) {
        return find(Kind.VOLUME_SNAPSHOT_CLASS, "", name);
    }

    /** Returns all stored pods, in no order: those with volumes, or with tolerations that no template shows. */
    public List<StoredPod> pods() {
        return store.all(Kind.POD).values();
    }

    /** Returns all Services of type LoadBalancer, in no order. */
    public List<Service> services() {
        return store.all(Kind.SERVICE).values();
    }

    /** Returns the workloads of all kinds, in no order. */
    public List<StoredWorkload> workloads() {
        return store.workloads();
    }

    /**
     * Returns the workload that controls the pod; empty where it has no controller, or one that isn't a stored
     * workload.
     */
    public Optional<StoredWorkload> controllerOf(ObjectMeta pod) {
        return pod.controller()
                .flatMap(
                        owner -> WorkloadKind.of(owner).flatMap(kind -> workload(kind, pod.namespace(), owner.name())));
    }

    public Optional<StoredWorkload> workload(WorkloadKind kind, String namespace, String name) {
        return find(Kind.of(kind), namespace, name);
    }

    /** Returns the pod; empty for one that no decision reads, as most without volumes, which isn't stored. */
    public Optional<StoredPod> pod(String namespace, String name) {
        return find(Kind.POD, namespace, name);
    }

    /** Returns the pods that name the claim. */
    public List<StoredPod> podsOfClaim(String namespace, String claim) {
        List<StoredPod> stored = store.podsOfClaim(ObjectKey.claim(namespace, claim));
        return fresh.keys().isEmpty()
                ? stored
                : stored.stream()
                        .flatMap(it -> pod(namespace, it.name()).stream())
                        .toList();
    }

    /** Returns the workloads whose pod template names the claim. */
    public List<StoredWorkload> workloadsOfClaim(String namespace, String claim) {
        return asTheyAre(store.workloadsOfClaim(ObjectKey.claim(namespace, claim)));
    }

    /** Returns the workloads of the namespace. */
    public List<StoredWorkload> workloadsOf(String namespace) {
        return asTheyAre(store.workloadsOf(namespace));
    }

    private List<StoredWorkload> asTheyAre(List<StoredWorkload> stored) {
        return fresh.keys().isEmpty()
                ? stored
                : stored.stream()
                        .flatMap(it -> workload(it.kind(), it.namespace(), it.name()).stream())
                        .toList();
    }
}
