package io.kosmosadmission.storage;

import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the home of each volume of a pod: claims, generic ephemeral volumes, inline CSI and in-tree volumes. */
public final class VolumeUses {

    private final Homes homes;
    private final Function<String, Optional<PersistentVolumeClaim>> claims;

    /** claims looks up a claim of the pod's namespace by name. */
    public VolumeUses(Homes homes, Function<String, Optional<PersistentVolumeClaim>> claims) {
        this.homes = homes;
        this.claims = claims;
    }

    public List<VolumeUse> of(PodView pod) {
        if (pod.volumes().isEmpty()) {
            return List.of();
        }
        List<VolumeUse> uses = new ArrayList<>(pod.volumes().size());
        for (Volume volume : pod.volumes()) {
            VolumeUse use = volume.source()
                    .match(
                            this::ofClaim,
                            ephemeral -> ofTemplate(volume, ephemeral, pod),
                            driver -> ofDriver(volume, driver));
            if (!uses.contains(use)) { // two volumes may name one claim
                uses.add(use);
            }
        }
        return uses;
    }

    private VolumeUse ofClaim(VolumeSource.Claim source) {
        String name = source.claimName();
        Optional<PersistentVolumeClaim> claim = claims.apply(name);
        Home home = claim.map(homes::of).orElseGet(() -> Home.unknown("claim \"" + name + "\" not found"));
        return new VolumeUse(
                name,
                "claim \"" + name + "\"",
                home,
                claim,
                claim.filter(homes::hasVolume).isPresent(),
                claim.map(homes::topology).orElse(List.of()));
    }

    private VolumeUse ofTemplate(Volume volume, VolumeSource.Ephemeral source, PodView pod) {
        PersistentVolumeClaim claim = source.template().named(pod.metadata().namespace(), "");
        return new VolumeUse(
                volume.name(),
                "ephemeral volume \"" + volume.name() + "\"",
                homes.of(claim),
                Optional.of(claim),
                false,
                homes.topology(claim));
    }

    private VolumeUse ofDriver(Volume volume, VolumeSource.Driver source) {
        return new VolumeUse(
                volume.name(),
                "volume \"" + volume.name() + "\"",
                homes.ofDriver(source.driver()),
                Optional.empty(),
                true,
                List.of());
    }
}
