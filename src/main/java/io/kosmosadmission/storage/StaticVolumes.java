package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the volumes that Kubernetes binds to a claim before it has one made: Available volumes of the claim's class,
 * big enough, of its access modes and volumeMode.
 */
final class StaticVolumes {

    private final Inventory inventory;
    private final Function<PersistentVolume, Home> homes;

    /** homes gives the home of a volume. */
    StaticVolumes(Inventory inventory, Function<PersistentVolume, Home> homes) {
        this.inventory = inventory;
        this.homes = homes;
    }

    /** Returns a volume that the claim may be bound to and that can be attached outside of the class's home. */
    Optional<PersistentVolume> outside(PersistentVolumeClaim claim, StorageClass storageClass, Home.Known home) {
        Optional<PersistentVolume> inside = Optional.empty();
        for (PersistentVolume volume : inventory.volumes().available(storageClass.name())) {
            if (!volume.traits().offers(claim.traits())) {
                continue;
            }
            if (inside.filter(it -> isAtHomeWith(it, volume)).isPresent()) {
                continue; // volumes of a class are mostly alike
            }
            if (!isWithin(homes.apply(volume), home)) {
                return Optional.of(volume);
            }
            inside = Optional.of(volume);
        }
        return Optional.empty();
    }

    private static boolean isAtHomeWith(PersistentVolume some, PersistentVolume other) {
        return some.driver().equals(other.driver())
                && Objects.equals(some.nodeAffinity(), other.nodeAffinity())
                && some.annotations().equals(other.annotations());
    }

    private static boolean isWithin(Home home, Home.Known other) {
        return home.ifHard()
                .filter(hard -> other.providers().containsAll(hard.providers()))
                .isPresent();
    }
}
