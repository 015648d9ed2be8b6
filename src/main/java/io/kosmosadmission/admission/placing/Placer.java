package io.kosmosadmission.admission.placing;

import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.scope.ActiveParts;
import io.kosmosadmission.boundary.Draining;
import io.kosmosadmission.boundary.Limits;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TolerationsWhitelist;
import io.kosmosadmission.placement.Contribution;
import io.kosmosadmission.placement.PodContext;
import io.kosmosadmission.placement.RulePlacement;
import io.kosmosadmission.storage.Following;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.VolumeUse;
import io.kosmosadmission.storage.VolumeUses;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places a pod by its boundaries, its claims, the drained providers, and the words of its rule, in this order. Each
 * part is given what the earlier ones leave.
 */
public final class Placer {

    private final Inventory inventory;
    private final Providers providers;
    private final Targets targets;
    private final Homes homes;

    public Placer(Inventory inventory, Targets targets, Homes homes) {
        this.inventory = inventory;
        this.providers = inventory.providers();
        this.targets = targets;
        this.homes = homes;
    }

    public PodPlacement place(PodView pod, ActiveParts parts) {
        return place(pod, parts, PodSources.of(pod, inventory));
    }

    /** Returns the pod with the requirements of the boundaries, and nothing for claims and rules. */
    public PodView within(List<Boundary> boundaries, PodView pod) {
        return place(pod, new ActiveParts(boundaries, false, true, Optional.empty()))
                .result();
    }

    public PodPlacement place(PodView pod, ActiveParts parts, PodSources sources) {
        List<VolumeUse> uses = pod.volumes().isEmpty() ? List.of() : new VolumeUses(homes, sources.claims()).of(pod);
        List<Set<String>> hardHomes = uses.stream()
                .flatMap(use -> use.home().ifHard().stream())
                .map(Home.Known::providers)
                .toList();
        Limits limits = Limits.of(targets.of(pod), hardHomes, parts.boundaries(), providers);
        Following following = parts.followClaims()
                ? Following.of(pod, uses, limits.target(), inventory)
                : Following.none(limits.target());
        Target room = following.target();
        for (Set<String> home : hardHomes) {
            room = room.limitedTo(home);
        }
        Draining draining = Draining.of(limits, following.target(), room, holding(uses), pod, providers);
        List<Contribution> contributions = new ArrayList<>();
        limits.boundaries()
                .forEach(limit -> contributions.add(new Contribution(
                        PodAdditions.of(limit.requirements(providers.label()), List.of()),
                        List.of(limit.words()),
                        List.of())));
        contributions.add(
                new Contribution(PodAdditions.tolerating(limits.tolerations(providers)), List.of(), List.of()));
        PodAdditions followed = following.additions();
        contributions.add(new Contribution(
                parts.claimsTolerate() ? followed : followed.withoutTolerations(followed.tolerations()),
                following.words(),
                following.warnings()));
        contributions.add(new Contribution(draining.additions(providers), draining.words(providers), List.of()));
        if (parts.rule().isPresent()) {
            contributions.addAll(RulePlacement.of(
                    parts.rule().get().placement(),
                    new PodContext(pod, room, !hardHomes.isEmpty(), whitelist(pod), sources.setSelector(), providers)));
        }
        Target left = draining.avoided().isEmpty() ? room : room.without(draining.avoided());
        PodPlacement placed = placed(pod, parts.rule(), contributions, left);
        return parts.followClaims() && !parts.claimsTolerate()
                ? placed.withWarnings(HomeTaints.warnings(placed, uses, providers))
                : placed;
    }

    /**
     * Returns the providers that may have the pod's existing volumes: of a home of several providers, nobody says
     * which.
     */
    private static Set<String> holding(List<VolumeUse> uses) {
        Set<String> holding = new HashSet<>();
        uses.stream()
                .filter(VolumeUse::hasVolume)
                .flatMap(use -> use.home().ifHard().stream())
                .forEach(home -> holding.addAll(home.providers()));
        return holding;
    }

    private TolerationsWhitelist whitelist(PodView pod) {
        return inventory.namespace(pod.namespace()).tolerationsWhitelist();
    }

    private PodPlacement placed(PodView pod, Optional<Rule> rule, List<Contribution> contributions, Target left) {
        PodAdditions additions = PodAdditions.NONE;
        List<String> words = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Contribution contribution : contributions) {
            additions = additions.and(contribution.additions());
            words.addAll(contribution.words());
            warnings.addAll(contribution.warnings());
        }
        PodAdditions missing = additions.missingFrom(pod);
        List<Toleration> forbidden = missing.tolerations().isEmpty() ? List.of() : forbidden(missing, whitelist(pod));
        if (!forbidden.isEmpty()) {
            missing = missing.withoutTolerations(forbidden);
            warnings.add(notTolerated(forbidden, pod.namespace()));
        }
        Map<String, String> annotations = PlacementAnnotations.missing(
                pod, !missing.isEmpty(), rule.map(Rule::name).orElse(""), words);
        return new PodPlacement(
                missing,
                annotations,
                words,
                lacking(pod, contributions),
                warnings,
                left,
                missing.isEmpty() ? pod : pod.with(missing));
    }

    private static List<String> lacking(PodView pod, List<Contribution> contributions) {
        return contributions.stream()
                .filter(each -> !each.additions().missingFrom(pod).isEmpty())
                .flatMap(each -> each.words().stream())
                .toList();
    }

    private static List<Toleration> forbidden(PodAdditions additions, TolerationsWhitelist whitelist) {
        return additions.tolerations().stream()
                .filter(toleration -> !whitelist.permits(toleration))
                .toList();
    }

    /** With them, the API server could refuse the pod. Whether its plugin is on can't be seen, only what it would read. */
    private static String notTolerated(List<Toleration> forbidden, String namespace) {
        boolean one = forbidden.size() == 1;
        String taints = String.join(
                ", ",
                forbidden.stream()
                        .map(toleration -> toleration.taint().toString())
                        .toList());
        return (one ? "taint " + taints + " is" : "taints " + taints + " are")
                + " not tolerated: annotation tolerationsWhitelist of namespace \"" + namespace + "\" lacks "
                + (one ? "it" : "them") + ", and the API server would refuse the pod";
    }
}
