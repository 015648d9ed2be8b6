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

    /** Returns the volumes of the class that are Available, sorted by name. */
    public List<PersistentVolume> available(String className) {
        List<PersistentVolume> stored = store.availableVolumes(className);
        List<PersistentVolume> newest = newest(stored);
        return newest == stored
                ? stored
                : newest.stream()
                        .filter(volume ->
                                volume.isAvailable() && volume.className().equals(className))
                        .toList();
    }

    /**
     * Returns the volumes of the class that were stored as given back by a claim that is gone, sorted by name. Their owner
     * may have made them Available since.
     */
    public List<PersistentVolume> givenBack(String className) {
        return store.givenBackVolumes(className);
    }

    private List<PersistentVolume> newest(List<PersistentVolume> stored) {
        return fresh.keys().isEmpty() ? stored : fresh.newest(Kind.PERSISTENT_VOLUME, stored);
    }
}
