package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the steps by which a home was found, for people who ask; a decision never needs them. */
public final class Steps {

    private final Homes homes;

    public Steps(Inventory inventory) {
        this.homes = new Homes(inventory);
    }

    /**
     * Returns the steps for a claim:
     * {@code no annotation; no volume yet; storage class "gp3" of ebs.csi.aws.com; at home in aws by …}.
     */
    public String of(PersistentVolumeClaim claim) {
        List<String> steps = new ArrayList<>();
        Optional<PersistentVolume> volume = homes.volume(claim);
        Optional<StorageClass> storageClass = homes.storageClass(claim);
        steps.add(annotation(claim, volume, storageClass));
        if (homes.hasVolume(claim)) {
            steps.add(volume.map(it -> "volume \"" + it.name() + "\""
                            + (it.driver().isEmpty() ? " of no driver" : " of " + it.driver()))
                    .orElse("volume \"" + claim.volumeName() + "\", not found"));
        } else {
            steps.add("no volume yet");
            steps.add(storageClass
                    .map(it -> (claim.requestedClass().isEmpty() ? "default storage class \"" : "storage class \"")
                            + it.name() + "\" of " + it.driver())
                    .or(() -> claim.requestedClass()
                            .filter(name -> !name.isEmpty())
                            .map(name -> "storage class \"" + name + "\", not found"))
                    .orElse("no storage class"));
        }
        homes.sources(claim)
                .forEach(source -> steps.add(source.made() + " " + source.subject() + " " + result(source.home())));
        steps.add(result(homes.of(claim)));
        return String.join("; ", steps);
    }

    private static String annotation(
            PersistentVolumeClaim claim, Optional<PersistentVolume> volume, Optional<StorageClass> storageClass) {
        boolean said = claim.metadata().annotations().containsKey(Homes.ANNOTATION)
                || volume.filter(it -> it.annotations().containsKey(Homes.ANNOTATION))
                        .isPresent()
                || storageClass
                        .filter(it -> it.annotations().containsKey(Homes.ANNOTATION))
                        .isPresent();
        return said ? "annotation " + Homes.ANNOTATION : "no annotation";
    }

    /** Returns the steps for a volume of a pod. */
    public String of(VolumeUse use) {
        return use.subject() + ": " + use.claim().map(this::of).orElseGet(() -> result(use.home()));
    }

    private static String result(Home home) {
        return home.match(
                known -> (known.isNowhere() ? "at home nowhere" : "at home in " + String.join(", ", known.providers()))
                        + (known.hard() ? "" : " (a file service: soft)") + " by " + known.because(),
                anywhere -> "at home anywhere",
                unknown -> "home unknown: " + unknown.why());
    }
}
