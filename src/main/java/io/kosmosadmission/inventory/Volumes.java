package io.kosmosadmission.inventory;

import io.kosmosadmission.inventory.store.Store;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/** Finds volumes by the claims that they are kept for, or can be bound to. Those that were read live come first. */
public final class Volumes {

    private final Store store;
    private final FreshObjects fresh;

    Volumes(Store store, FreshObjects fresh) {
        this.store = store;
        this.fresh = fresh;
    }

    /** Returns the volume whose claimRef keeps it for the claim; the first by name where there are several. */
    public Optional<PersistentVolume> keptFor(PersistentVolumeClaim claim) {
        String name = claim.metadata().name();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ObjectKey key = ObjectKey.claim(claim.metadata().namespace(), name);
        for (PersistentVolume volume : newest(store.volumesOfClaim(key))) {
            if (volume.isKeptFor(claim)) {
                return Optional.of(volume);
            }
        }
        return Optional.empty();
    }

    /** Returns the volumes of the class that no claim has, sorted by name. */
    public List<PersistentVolume> unbound(String className) {
        List<PersistentVolume> stored = store.unboundVolumes(className);
        return fresh.keys().isEmpty()
                ? stored
                : newest(stored).stream()
                        .filter(volume ->
                                volume.isUnbound() && volume.className().equals(className))
                        .toList();
    }

    private List<PersistentVolume> newest(List<PersistentVolume> stored) {
        return fresh.keys().isEmpty() ? stored : fresh.newest(Kind.PERSISTENT_VOLUME, stored);
    }
}
