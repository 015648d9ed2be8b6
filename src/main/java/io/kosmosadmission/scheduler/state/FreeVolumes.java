package io.kosmosadmission.scheduler.state;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerVolume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The volumes that claims can be bound to. Source: k8s.io/component-helpers storage/volume/pv_helpers.go FindMatchingVolume.
 */
final class FreeVolumes {

    private final Map<String, List<SchedulerVolume>> ofClass = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    FreeVolumes(Collection<SchedulerVolume> volumes) {
        for (SchedulerVolume volume : volumes) {
            ofClass.computeIfAbsent(volume.volume().className(), it -> new ArrayList<>())
                    .add(volume);
        }
        Comparator<SchedulerVolume> smallest =
                Comparator.comparingLong(volume -> volume.volume().traits().bytes());
        ofClass.values().forEach(all -> all.sort(smallest.thenComparing(SchedulerVolume::name)));
    }

    /** Returns the volume that is kept for the claim, else the smallest that suits it, if it can be used on the node. */
    Optional<SchedulerVolume> matching(SchedulerClaim claim, Node node, Set<String> used) {
        PersistentVolumeClaim wanted = claim.claim();
        List<SchedulerVolume> candidates = ofClass
                .getOrDefault(wanted.requestedClass().orElse(""), List.of())
                .stream()
                .filter(volume -> !taken.contains(volume.name()) && !used.contains(volume.name()))
                .toList();
        for (SchedulerVolume volume : candidates) {
            if (volume.volume().isKeptFor(wanted)) {
                return Optional.of(volume).filter(it -> it.isUsableOn(node));
            }
        }
        return candidates.stream()
                .filter(it -> suits(it, claim) && it.isUsableOn(node))
                .findFirst();
    }

    private static boolean suits(SchedulerVolume candidate, SchedulerClaim claim) {
        PersistentVolume volume = candidate.volume();
        return volume.isAvailable()
                && volume.traits().offers(claim.claim().traits())
                && claim.selector()
                        .filter(it -> !it.matches(candidate.labels()))
                        .isEmpty();
    }

    void take(SchedulerVolume volume) {
        taken.add(volume.name());
    }

    void giveBack(SchedulerVolume volume) {
        taken.remove(volume.name());
    }
}
