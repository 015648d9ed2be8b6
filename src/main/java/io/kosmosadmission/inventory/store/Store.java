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
 * The objects of an inventory by kind and name, and the indexes that find them by what they name: immutable. A changed one
 * shares all that the changes don't touch. Objects of the whole cluster are keyed by their names, others by
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

    /** Returns this store itself where nothing really changes. */
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

    /** The objects of the kind by their keys. Two results are the same map only if no object differs. */
    @SuppressWarnings("unchecked")
    public <T extends KubernetesObject> PersistentMap<Object, T> all(Kind<T> kind) {
        return (PersistentMap<Object, T>) byKind.getOrDefault(kind, PersistentMap.EMPTY);
    }

    public <T extends KubernetesObject> Optional<T> get(Kind<T> kind, String namespace, String name) {
        return all(kind).get(key(kind, namespace, name));
    }

    /** The workloads of all kinds, in no order. */
    public List<StoredWorkload> workloads() {
        return Stream.of(WorkloadKind.values())
                .flatMap(kind -> all(Kind.of(kind)).values().stream())
                .toList();
    }

    /** The volumes whose claimRef names the claim. */
    public List<PersistentVolume> volumesOfClaim(ObjectKey claim) {
        return indexes.volumesByClaim().get(claim);
    }

    /** The pods that name the claim. */
    public List<StoredPod> podsOfClaim(ObjectKey claim) {
        return indexes.podsByClaim().get(claim);
    }

    /** The workloads whose template names the claim. */
    public List<StoredWorkload> workloadsOfClaim(ObjectKey claim) {
        return indexes.workloadsByClaim().get(claim);
    }

    /** The workloads of the namespace that make claims from templates. */
    public List<StoredWorkload> claimMakers(String namespace) {
        return indexes.claimMakers().get(namespace);
    }

    /** Returns a claim's name as the very string that pods or volumes which name it hold already. */
    String claimName(String namespace, String name) {
        return indexes.claim(ObjectKey.claim(namespace, name))
                .map(ObjectKey::name)
                .orElse(name);
    }

    /** Returns the name of an object of the whole cluster as the very string that the object itself holds. */
    String sharedName(Kind<?> kind, String name) {
        return all(kind).held(name).map(String.class::cast).orElse(name);
    }

    /** How many objects there are, by kind. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        Kind.ALL.forEach(kind -> counts.put(kind.name(), all(kind).size()));
        counts.merge(Kind.POD.name(), podsWithoutVolumes, Integer::sum);
        return counts;
    }
}
