package io.kosmosadmission.admission;

import io.kosmosadmission.boundary.Limits;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.placement.Spreading;
import io.kosmosadmission.placement.Tolerating;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.VolumeUses;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Places a pod: boundaries, Drained, then the words of its rule; each part sees what the earlier ones came to. */
final class Placer {

    private final Inventory inventory;
    private final Providers providers;
    private final Targets targets;
    private final Homes homes;

    Placer(Inventory inventory, Targets targets, Homes homes) {
        this.inventory = inventory;
        this.providers = inventory.providers();
        this.targets = targets;
        this.homes = homes;
    }

    Placed place(PodView pod, List<Boundary> boundaries, Optional<Rule> rule) {
        List<Set<String>> hardHomes = hardHomes(pod);
        Limits limits = Limits.of(targets.of(pod), hardHomes, boundaries, pod, providers);
        PodAdditions additions = limits.additions(providers);
        List<String> words = new ArrayList<>(limits.words());
        List<String> warnings = new ArrayList<>();
        if (rule.isPresent()) {
            Target room = limits.target();
            for (Set<String> home : hardHomes) {
                room = room.limitedTo(home);
            }
            additions = additions.and(byRule(rule.get().placement(), pod, room, !hardHomes.isEmpty(), words, warnings));
        }
        PodAdditions missing = additions.missingFrom(pod);
        Map<String, String> annotations = PlacedAnnotations.missing(
                pod, !missing.isEmpty(), rule.map(Rule::name).orElse(""), words);
        return new Placed(missing, annotations, words, warnings, missing.isEmpty() ? pod : pod.with(missing));
    }

    private PodAdditions byRule(
            Placement placement,
            PodView pod,
            Target room,
            boolean hardClaim,
            List<String> words,
            List<String> warnings) {
        PodAdditions additions = PodAdditions.NONE;
        Optional<Spread> spread = placement.spread();
        if (spread.isPresent()) {
            Spreading spreading = Spreading.of(spread.get(), pod, room, hardClaim, providers);
            additions = additions.and(new PodAdditions(List.of(), List.of(), spreading.added()));
            warnings.addAll(spreading.warnings());
            if (spreading.spreads()) {
                words.add("spread");
            }
        }
        Tolerating tolerating = Tolerating.of(placement.tolerate(), providers);
        if (!tolerating.names().isEmpty()) {
            words.add("tolerates " + String.join(", ", tolerating.names()));
        }
        return additions.and(new PodAdditions(List.of(), tolerating.tolerations(), List.of()));
    }

    private List<Set<String>> hardHomes(PodView pod) {
        if (pod.volumes().isEmpty()) {
            return List.of();
        }
        String namespace = pod.metadata().namespace();
        return new VolumeUses(homes, name -> inventory.claim(namespace, name))
                .of(pod).stream()
                        .flatMap(use -> use.home().ifHard().stream())
                        .map(Home.Known::providers)
                        .toList();
    }
}
