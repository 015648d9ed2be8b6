package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names the objects that the home of a claim rests on, which are read before a denial is given. Look-ups are few, so that
 * what decides is kept apart from what would only decide if it had changed.
 */
final class Evidence {

    /** Of the volumes that aren't Available: a denial needs its look-ups for what decides it. */
    private static final int MOST_READ_AGAIN = 2;

    private final Inventory inventory;
    private final Homes homes;

    Evidence(Inventory inventory, Homes homes) {
        this.inventory = inventory;
        this.homes = homes;
    }

    /** Returns what decides the claim's home. */
    Set<ObjectKey> of(PersistentVolumeClaim claim) {
        Set<ObjectKey> evidence = new LinkedHashSet<>(own(claim));
        homes.sources(claim).forEach(source -> evidence.addAll(source.evidence()));
        return evidence;
    }

    /** Returns what decides the claim's home, whatever its volume is made from. */
    Set<ObjectKey> own(PersistentVolumeClaim claim) {
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        if (!claim.metadata().name().isEmpty()) {
            evidence.add(ObjectKey.claim(
                    claim.metadata().namespace(), claim.metadata().name()));
        }
        Optional<PersistentVolume> volume = homes.volume(claim);
        volume.ifPresent(it -> evidence.add(ObjectKey.volume(it.name())));
        homes.storageClass(claim)
                .filter(it -> volume.isEmpty() || (mayBeSaidByClass(claim) && Homes.saysHome(it.annotations())))
                .ifPresent(it -> evidence.add(ObjectKey.storageClass(it.name())));
        return evidence;
    }

    private boolean mayBeSaidByClass(PersistentVolumeClaim claim) {
        return !Homes.saysHome(claim.metadata().annotations())
                && homes.volume(claim)
                        .filter(it -> Homes.saysHome(it.annotations()))
                        .isEmpty();
    }

    /**
     * Returns what would decide if it had changed: for a claim that has a volume its class, which may have been annotated;
     * else the first volumes of its class that are not Available by what is known, and may be by now.
     */
    List<ObjectKey> perhaps(PersistentVolumeClaim claim) {
        return homes.storageClass(claim)
                .map(it -> homes.hasVolume(claim)
                        ? mayBeSaidByClass(claim) ? List.of(ObjectKey.storageClass(it.name())) : List.<ObjectKey>of()
                        : inventory.volumes().givenBack(it.name()).stream()
                                .limit(MOST_READ_AGAIN)
                                .map(volume -> ObjectKey.volume(volume.name()))
                                .toList())
                .orElse(List.of());
    }
}
