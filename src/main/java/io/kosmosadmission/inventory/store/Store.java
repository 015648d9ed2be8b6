package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.kube.StoredWorkload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The objects of an inventory by kind and name, and the indexes that find them by what they name: immutable. A changed
 * store shares all that the changes don't touch. Objects of the whole cluster have their names as keys, others an
 * {@link ObjectKey}.
 */
public final class Store {

    public static final Store EMPTY = new Store(Map.of(), Indexes.EMPTY, 0);

    private final Map<Kind<?>, PersistentMap<Object, ?>> byKind;
    private final Indexes indexes;
    private final int podsWithoutVolumes;

    private Store(Map<Kind<?>, PersistentMap<Object, ?>> byKind, Indexes indexes, int podsWithoutVolumes) {
        this.byKind = Map.copyOf(byKind);
        this.indexes = indexes;
        this.podsWithoutVolumes = podsWithoutVolumes;
    }

    static Object key(Kind<?> kind, String namespace, String name) {
        return kind.isNamespaced() ? kind.key(namespace, name) : name;
    }

    /** Returns this store with the changes applied; the same instance if they change nothing. */
    public Store with(ObjectChanges changes) {
        Map<Kind<?>, PersistentMap<Object, ?>> changed = new HashMap<>(byKind);
        Differences differences = new Differences();
        changes.kinds().forEach(kind -> change(kind, changes, changed, differences));
        return differences.isEmpty() && changes.podsWithoutVolumes() == 0
                ? this
                : new Store(changed, indexes.with(differences), podsWithoutVolumes + changes.podsWithoutVolumes());
    }

    private <T extends KubernetesObject> void change(
            Kind<T> kind,
            ObjectChanges changes,
            Map<Kind<?>, PersistentMap<Object, ?>> changed,
            Differences differences) {
        PersistentMap<Object, T> before = all(kind);
        List<Difference<Object, T>> real = before.differences(changes.of(kind));
        if (!real.isEmpty()) {
            changed.put(kind, before.with(real));
            differences.put(kind, real);
        }
    }

    /**
     * Returns the objects of the kind by key. A changed store returns the same map instance as the one before if no
     * object of the kind differs.
     */
    @SuppressWarnings("unchecked")
    public <T extends KubernetesObject> PersistentMap<Object, T> all(Kind<T> kind) {
        return (PersistentMap<Object, T>) byKind.getOrDefault(kind, PersistentMap.EMPTY);
    }

    public <T extends KubernetesObject> Optional<T> get(Kind<T> kind, String namespace, String name) {
        return all(kind).get(key(kind, namespace, name));
    }

    /** Returns the workloads of all kinds, in no order. */
    public List<StoredWorkload> workloads() {
        return Stream.of(WorkloadKind.values())
                .flatMap(kind -> all(Kind.of(kind)).values().stream())
                .toList();
    }

    /** Returns the usable volumes whose claimRef names the claim, sorted by name. */
    public List<PersistentVolume> volumesOfClaim(ObjectKey claim) {
        return indexes.volumesByClaim().get(claim);
    }

    /** Returns the Available volumes of the class, sorted by name. */
    public List<PersistentVolume> availableVolumes(String className) {
        return indexes.availableByClass().get(className);
    }

    /** Returns the volumes of the class whose claim is gone, sorted by name. */
    public List<PersistentVolume> givenBackVolumes(String className) {
        return indexes.givenBackByClass().get(className);
    }

    /** Returns the pods that name the claim, sorted by name. */
    public List<StoredPod> podsOfClaim(ObjectKey claim) {
        return indexes.podsByClaim().get(claim);
    }

    /** Returns the workloads whose pod template names the claim, sorted by name. */
    public List<StoredWorkload> workloadsOfClaim(ObjectKey claim) {
        return indexes.workloadsByClaim().get(claim);
    }

    /** Returns the workloads of the namespace, sorted by name. */
    public List<StoredWorkload> workloadsOf(String namespace) {
        return indexes.workloadsByNamespace().get(namespace);
    }

    /** Returns a claim's name as the string instance of the pods or volumes that name it, to share memory. */
    String claimName(String namespace, String name) {
        return indexes.claim(ObjectKey.claim(namespace, name))
                .map(ObjectKey::name)
                .orElse(name);
    }

    /**
     * Returns the name of an object of the whole cluster as the string instance of the stored object, to share memory.
     */
    String sharedName(Kind<?> kind, String name) {
        return all(kind).storedKey(name).map(String.class::cast).orElse(name);
    }

    /** Returns how many objects there are, by kind name; pods without volumes are counted too. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Kind.ALL.forEach(kind -> counts.put(kind.name(), all(kind).size()));
        counts.merge(Kind.POD.name(), podsWithoutVolumes, Integer::sum);
        return counts;
    }
}
