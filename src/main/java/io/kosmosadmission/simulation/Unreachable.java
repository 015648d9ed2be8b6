package io.kosmosadmission.simulation;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The claims whose volumes can be attached only where everything is gone. */
final class Unreachable {

    private final Inventory inventory;
    private final Homes homes;
    private final Loss loss;

    Unreachable(Inventory inventory, Loss loss) {
        this.inventory = inventory;
        this.homes = new Homes(inventory);
        this.loss = loss;
    }

    /** A claim that has no volume yet loses nothing: its volume can be made elsewhere, as far as its class allows. */
    List<ClaimOutcome> all() {
        return inventory.claims().stream()
                .filter(homes::hasVolume)
                .flatMap(claim -> of(claim).stream())
                .sorted(Comparator.comparing(ClaimOutcome::namespace).thenComparing(ClaimOutcome::name))
                .toList();
    }

    private Optional<ClaimOutcome> of(PersistentVolumeClaim claim) {
        return lostHome(claim)
                .map(home -> new ClaimOutcome(
                        claim.metadata().namespace(),
                        claim.metadata().name(),
                        claim.traits().bytes(),
                        consumer(claim),
                        home.providers()));
    }

    private Optional<Home.Known> lostHome(PersistentVolumeClaim claim) {
        return homes.of(claim)
                .ifHard()
                .filter(home -> !home.providers().isEmpty() && loss.providers().containsAll(home.providers()));
    }

    /** Returns the first claim of these volumes that is out of reach, in words. */
    Optional<String> why(String namespace, List<Volume> volumes) {
        for (Volume volume : volumes) {
            Optional<PersistentVolumeClaim> claim = volume.source()
                    .match(
                            named -> inventory.claim(namespace, named.claimName()),
                            ephemeral -> Optional.of(ephemeral.template()),
                            driver -> Optional.empty());
            Optional<Home.Known> home = claim.flatMap(this::lostHome);
            if (home.isPresent()) {
                String size = ClaimOutcome.size(claim.get().traits().bytes());
                return Optional.of("[KA101] its " + subject(volume) + (size.isEmpty() ? "" : " (" + size + ")")
                        + (homes.hasVolume(claim.get()) ? " can be attached in " : " can have a volume in ")
                        + String.join(" or ", home.get().providers()) + " alone");
            }
        }
        return Optional.empty();
    }

    private static String subject(Volume volume) {
        return volume.source()
                .<String>match(
                        named -> "claim \"" + named.claimName() + "\"",
                        ephemeral -> "ephemeral volume \"" + volume.name() + "\"",
                        driver -> "volume \"" + volume.name() + "\"");
    }

    private String consumer(PersistentVolumeClaim claim) {
        String namespace = claim.metadata().namespace();
        String name = claim.metadata().name();
        return Stream.concat(
                        inventory.podsOfClaim(namespace, name).stream()
                                .map(pod -> WorkloadName.of(pod.metadata(), inventory)),
                        inventory.workloadsOfClaim(namespace, name).stream().map(WorkloadName::of))
                .map(WorkloadName::inSentence)
                .findFirst()
                .orElse("");
    }
}
