package io.kosmosadmission.kube;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of objects that the inventory stores, with all that is known of it in one place. Stores, changes, readers,
 * informers and look-ups are generic over it, so that a new kind takes four steps: its record here in {@code kube}, its
 * constant in this class, its reader in {@code reading.objects.ObjectReaders}, and its rights in
 * {@code k8s/base/rbac.yaml}. A test goes through {@link #ALL} and names the step that was forgotten. Kinds are equal
 * only if they are the same instance.
 *
 * @param <T> the record that its objects are read into
 */
public final class Kind<T extends KubernetesObject> {

    private static final String STORAGE = "storage.k8s.io";
    private static final List<String> V1 = List.of("v1");

    public static final Kind<Node> NODE = clusterWide(Node.class, "", "nodes").readByName();
    public static final Kind<CSINode> CSI_NODE =
            clusterWide(CSINode.class, STORAGE, "csinodes").readByName();
    public static final Kind<Namespace> NAMESPACE =
            clusterWide(Namespace.class, "", "namespaces").readByName();
    public static final Kind<StorageClass> STORAGE_CLASS =
            clusterWide(StorageClass.class, STORAGE, "storageclasses").readByName();
    public static final Kind<PersistentVolume> PERSISTENT_VOLUME =
            clusterWide(PersistentVolume.class, "", "persistentvolumes").readByName();
    public static final Kind<PersistentVolumeClaim> PERSISTENT_VOLUME_CLAIM = namespaced(
                    PersistentVolumeClaim.class,
                    "",
                    "PersistentVolumeClaim",
                    "persistentvolumeclaims",
                    PersistentVolumeClaim::inNamespace)
            .readByName();
    public static final Kind<StoredPod> POD = namespaced(StoredPod.class, "", "Pod", "pods", StoredPod::inNamespace)
            .readByName();

    public static final Kind<VolumeSnapshot> VOLUME_SNAPSHOT = namespaced(
                    VolumeSnapshot.class,
                    VolumeSnapshot.GROUP,
                    "VolumeSnapshot",
                    "volumesnapshots",
                    VolumeSnapshot::inNamespace)
            .readByName()
            .optional(V1);
    public static final Kind<VolumeSnapshotContent> VOLUME_SNAPSHOT_CONTENT = clusterWide(
                    VolumeSnapshotContent.class, VolumeSnapshot.GROUP, "volumesnapshotcontents")
            .readByName()
            .optional(V1);
    public static final Kind<VolumeSnapshotClass> VOLUME_SNAPSHOT_CLASS = clusterWide(
                    VolumeSnapshotClass.class, VolumeSnapshot.GROUP, "volumesnapshotclasses")
            .readByName()
            .optional(V1);
    /** Served as v1 since Kubernetes 1.34; before that as v1beta1, which is off by default. */
    public static final Kind<VolumeAttributesClass> VOLUME_ATTRIBUTES_CLASS = clusterWide(
                    VolumeAttributesClass.class, STORAGE, "volumeattributesclasses")
            .readByName()
            .optional(List.of("v1", "v1beta1"));

    /** Only load balancers are stored. No review needs a stored one, so nothing waits for them. */
    public static final Kind<Service> SERVICE = namespaced(
                    Service.class, "", "Service", "services", Service::inNamespace)
            .readByName()
            .optional(V1);

    private static final Map<WorkloadKind, Kind<StoredWorkload>> WORKLOADS = workloads();

    /** Not stored in an inventory; only findings and Events name ConfigMaps and webhook configurations. */
    public static final Kind<KubernetesObject> CONFIG_MAP =
            namespaced(KubernetesObject.class, "", "ConfigMap", "configmaps", (map, namespace) -> map);

    public static final Kind<MutatingWebhookConfiguration> MUTATING_CONFIGURATION = clusterWide(
            MutatingWebhookConfiguration.class, "admissionregistration.k8s.io", "mutatingwebhookconfigurations");

    /**
     * The kinds that an inventory stores, in the order in which they are listed. Nodes come before everything that
     * names them. Pods come next, while memory is still free: an informer remembers all names of a list until its end,
     * and there are more pods than all other objects together.
     */
    public static final List<Kind<?>> ALL = Stream.of(
                    Stream.of(
                            NODE, POD, CSI_NODE, NAMESPACE, STORAGE_CLASS, PERSISTENT_VOLUME, PERSISTENT_VOLUME_CLAIM),
                    Stream.of(WorkloadKind.values()).map(WORKLOADS::get),
                    Stream.of(VOLUME_SNAPSHOT, VOLUME_SNAPSHOT_CONTENT, VOLUME_SNAPSHOT_CLASS, VOLUME_ATTRIBUTES_CLASS),
                    Stream.of(SERVICE))
            .<Kind<?>>flatMap(kinds -> kinds)
            .toList();

    private static final Map<String, Kind<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(kind -> kind.group + "/" + kind.name, kind -> kind));

    private final Class<T> type;
    private final String group;
    private final String name;
    private final String plural;
    private final Optional<BiFunction<T, String, T>> mover;
    private final List<String> versions;
    private final boolean readByName;
    private final boolean optional;

    private Kind(
            Class<T> type,
            String group,
            String name,
            String plural,
            Optional<BiFunction<T, String, T>> mover,
            List<String> versions,
            boolean readByName,
            boolean optional) {
        this.type = type;
        this.group = group;
        this.name = name;
        this.plural = plural;
        this.mover = mover;
        this.versions = List.copyOf(versions);
        this.readByName = readByName;
        this.optional = optional;
    }

    static <T extends KubernetesObject> Kind<T> clusterWide(Class<T> type, String group, String plural) {
        return new Kind<>(type, group, type.getSimpleName(), plural, Optional.empty(), V1, false, false);
    }

    /** mover returns the same object in another namespace. */
    private static <T extends KubernetesObject> Kind<T> namespaced(
            Class<T> type, String group, String name, String plural, BiFunction<T, String, T> mover) {
        return new Kind<>(type, group, name, plural, Optional.of(mover), V1, false, false);
    }

    private static Map<WorkloadKind, Kind<StoredWorkload>> workloads() {
        Map<WorkloadKind, Kind<StoredWorkload>> kinds = new HashMap<>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            Kind<StoredWorkload> made = namespaced(
                    StoredWorkload.class, kind.group(), kind.name(), kind.plural(), StoredWorkload::inNamespace);
            kinds.put(kind, made.readByName());
        }
        return Map.copyOf(kinds);
    }

    private Kind<T> readByName() {
        return new Kind<>(type, group, name, plural, mover, versions, true, optional);
    }

    private Kind<T> optional(List<String> ofVersions) {
        return new Kind<>(type, group, name, plural, mover, ofVersions, readByName, true);
    }

    public static Kind<StoredWorkload> of(WorkloadKind kind) {
        return Objects.requireNonNull(WORKLOADS.get(kind));
    }

    /**
     * Returns the kind that an inventory stores under that group and name ({@code Node}), whatever the version; empty
     * for any other.
     */
    public static Optional<Kind<?>> named(String group, String name) {
        return Optional.ofNullable(BY_NAME.get(group + "/" + name));
    }

    public Class<T> type() {
        return type;
    }

    /** Returns the API group; empty for the core group. */
    public String group() {
        return group;
    }

    /** Returns the name as objects have it in {@code kind}. */
    public String name() {
        return name;
    }

    /** Returns the plural in lower case, as in paths and roles. */
    public String plural() {
        return plural;
    }

    public boolean isNamespaced() {
        return mover.isPresent();
    }

    /** Returns the versions that can be read, the preferred one first. */
    public List<String> versions() {
        return versions;
    }

    /** Returns whether single objects are also read by name, to confirm a decision or to find the uid for an Event. */
    public boolean isReadByName() {
        return readByName;
    }

    /**
     * Returns whether nothing waits for the kind: a cluster may not serve it, begin to, or stop, where it comes with a
     * CustomResourceDefinition or a newer Kubernetes.
     */
    public boolean isOptional() {
        return optional;
    }

    /** Returns group and version, as objects have them in {@code apiVersion}. */
    public String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Returns the {@code apiVersion} of the preferred version. */
    public String apiVersion() {
        return apiVersion(versions.get(0));
    }

    /**
     * Returns the path of its objects below the API server's address. Where namespace is empty, it is that of the
     * objects of all namespaces, or of the whole cluster.
     */
    public String path(String version, String namespace) {
        return (group.isEmpty() ? "api/" : "apis/")
                + apiVersion(version)
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + plural;
    }

    public ObjectKey key(String namespace, String objectName) {
        return new ObjectKey(this, namespace, objectName);
    }

    public ObjectKey keyOf(T object) {
        return key(object.namespace(), object.name());
    }

    /**
     * Returns the object, moved to the namespace if it names none; an object of the whole cluster is returned
     * unchanged.
     */
    public T inNamespaceUnlessNamed(T object, String namespace) {
        return object.namespace().isEmpty() && mover.isPresent() ? mover.get().apply(object, namespace) : object;
    }

    @Override
    public String toString() {
        return name;
    }
}
