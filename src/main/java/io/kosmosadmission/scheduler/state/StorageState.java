package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import io.kosmosadmission.scheduler.ClusterStorage;
import io.kosmosadmission.scheduler.NamespacedName;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerPod;
import io.kosmosadmission.scheduler.SchedulerVolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of pods, and what placing pods does to them. A claim that waits for its first pod is, once that is placed, as the
 * scheduler leaves it: bound to a volume that was there, or to be made for the pod's node.
 */
public final class StorageState {

    private final ClusterStorage storage;
    private final FreeVolumes free;
    private final Map<NamespacedName, Integer> users = new HashMap<>();
    private final Map<NamespacedName, SchedulerVolume> chosenVolumes = new HashMap<>();
    private final Map<NamespacedName, String> chosenNodes = new HashMap<>();

    StorageState(ClusterStorage storage) {
        this.storage = storage;
        this.free = new FreeVolumes(storage.volumes().values());
    }

    public ClusterStorage storage() {
        return storage;
    }

    /** Returns the pod's claims, those of its generic ephemeral volumes too. */
    public List<PodClaim> claims(SchedulerPod pod) {
        List<PodClaim> claims = new ArrayList<>();
        for (Volume volume : pod.volumes()) {
            volume.source()
                    .<Optional<PodClaim>>match(
                            claim -> Optional.of(claim(pod, claim.claimName(), Optional.empty())),
                            ephemeral -> Optional.of(ephemeral(pod, volume, ephemeral)),
                            driver -> Optional.empty())
                    .ifPresent(claims::add);
        }
        return claims;
    }

    private PodClaim ephemeral(SchedulerPod pod, Volume volume, VolumeSource.Ephemeral source) {
        String name = pod.name() + "-" + volume.name();
        PersistentVolumeClaim template = source.template().named(pod.namespace(), name);
        return claim(pod, name, Optional.of(new SchedulerClaim(template, false, Optional.empty())));
    }

    private PodClaim claim(SchedulerPod pod, String name, Optional<SchedulerClaim> template) {
        NamespacedName key = new NamespacedName(pod.namespace(), name);
        Optional<SchedulerClaim> claim =
                Optional.ofNullable(storage.claims().get(key)).or(() -> template);
        Optional<SchedulerVolume> volume = Optional.ofNullable(chosenVolumes.get(key))
                .or(() -> claim.map(it -> storage.volumes().get(it.claim().volumeName())));
        Optional<StorageClass> storageClass = claim.flatMap(it -> it.claim().requestedClass())
                .map(className -> storage.classes().get(className));
        return new PodClaim(key, claim, volume, storageClass, template.isPresent());
    }

    /** Returns whether the claim is bound to its volume, as far as the scheduler goes. */
    public boolean isBound(PodClaim claim) {
        return chosenVolumes.containsKey(claim.key())
                || claim.claim().filter(SchedulerClaim::isBound).isPresent();
    }

    /** Returns whether the claim is unbound and gets its volume only with its first pod. */
    public boolean isWaiting(PodClaim claim) {
        return !isBound(claim)
                && claim.claim().filter(it -> it.claim().volumeName().isEmpty()).isPresent()
                && claim.storageClass().filter(StorageClass::waitsForConsumer).isPresent();
    }

    /** Returns the node for which the claim's volume is to be made; empty where none is chosen. */
    public String chosenNode(PodClaim claim) {
        String written = claim.claim().map(it -> it.claim().selectedNode()).orElse("");
        return chosenNodes.getOrDefault(claim.key(), written);
    }

    /**
     * Returns which volume each of these waiting claims would be bound to on the node, the smallest claim first; a claim without an
     * entry would have its volume made. Source: volumebinding/binder.go findMatchingVolumes.
     */
    public Map<PodClaim, SchedulerVolume> matches(List<PodClaim> waiting, Node node) {
        Map<PodClaim, SchedulerVolume> matches = new HashMap<>();
        Set<String> used = new HashSet<>();
        waiting.stream()
                .sorted(Comparator.comparingLong(PodClaim::bytes))
                .forEach(claim -> claim.claim()
                        .flatMap(it -> free.matching(it, node, used))
                        .ifPresent(volume -> {
                            matches.put(claim, volume);
                            used.add(volume.name());
                        }));
        return matches;
    }

    public boolean isUsed(NamespacedName claim) {
        return users.containsKey(claim);
    }

    /** Returns the volumes of CSI drivers that the pod attaches to its node. */
    public List<AttachedVolume> attached(SchedulerPod pod) {
        List<AttachedVolume> attached = new ArrayList<>();
        for (PodClaim claim : claims(pod)) {
            claim.attached().ifPresent(attached::add);
        }
        return attached;
    }

    /** Returns the volumes that are attached to the node already, for whomever. */
    List<AttachedVolume> attachments(String node) {
        return storage.attachments().getOrDefault(node, Set.of()).stream()
                .flatMap(name -> Optional.ofNullable(storage.volumes().get(name)).stream())
                .filter(volume -> !volume.handle().isEmpty())
                .map(volume -> new AttachedVolume(volume.volume().driver(), volume.handle()))
                .toList();
    }

    void add(SchedulerPod pod, Node node) {
        List<PodClaim> claims = claims(pod);
        List<PodClaim> open = claims.stream()
                .filter(claim -> isWaiting(claim) && chosenNode(claim).isEmpty())
                .toList();
        Map<PodClaim, SchedulerVolume> matches = matches(open, node);
        for (PodClaim claim : open) {
            SchedulerVolume volume = matches.get(claim);
            if (volume == null) {
                chosenNodes.put(claim.key(), node.name());
            } else {
                chosenVolumes.put(claim.key(), volume);
                free.take(volume);
            }
        }
        claims.forEach(claim -> users.merge(claim.key(), 1, Integer::sum));
    }

    void remove(SchedulerPod pod) {
        for (PodClaim claim : claims(pod)) {
            NamespacedName key = claim.key();
            if (users.merge(key, -1, (count, one) -> count + one == 0 ? null : count + one) == null) {
                chosenNodes.remove(key);
                Optional.ofNullable(chosenVolumes.remove(key)).ifPresent(free::giveBack);
            }
        }
    }
}
