package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the conflicts of a consumer with its volumes.
 *
 * <p>Reads the consumer's target, the home of each volume, and the home of what a volume is to be made from. A conflict
 * is two or more of these that provably have no provider in common, or a target of known nodes none of which can attach
 * a volume. There is none where a node of no known provider has all the drivers.
 *
 * <p>Leaves alone neutral and unknown homes, and a target that is empty by itself, which is another objection.
 */
public final class Conflicts {

    private final ConflictMessages messages;
    private final Attachment attachment;
    private final Homes homes;
    private final Evidence evidence;

    public Conflicts(Inventory inventory, Homes homes) {
        this.messages = new ConflictMessages(homes);
        this.attachment = new Attachment(inventory);
        this.homes = homes;
        this.evidence = new Evidence(inventory, homes);
    }

    /** Returns the conflicts, worded from the consumer's side. */
    public List<Conflict> of(Consumer consumer) {
        List<Conflict> conflicts = new ArrayList<>();
        List<VolumeUse> uses = consumer.volumes();
        for (int i = 0; i < uses.size(); i++) {
            VolumeUse use = uses.get(i);
            use.claim()
                    .ifPresent(claim -> conflicts.addAll(
                            ofSources(claim, use.name(), consumer.subject() + ": its " + use.subject())));
            Optional<Home.Known> home = use.home().ifKnown();
            if (home.isEmpty()) {
                continue;
            }
            againstTarget(consumer, use, home.get(), Conflict.Kind.VOLUME_ELSEWHERE)
                    .ifPresent(conflicts::add);
            againstOthers(consumer, use, home.get(), uses.subList(i + 1, uses.size()), Conflict.Kind.VOLUMES_APART)
                    .ifPresent(conflicts::add);
        }
        if (conflicts.stream().noneMatch(Conflict::hard)) {
            allTogether(consumer).ifPresent(conflicts::add);
        }
        return conflicts;
    }

    /**
     * Returns the conflicts of a claim with the sources of its volume, while it has no volume. name is the claim's
     * name, subject the claim for people.
     */
    public List<Conflict> ofSources(PersistentVolumeClaim claim, String name, String subject) {
        List<Conflict> conflicts = new ArrayList<>();
        List<Source> sources = homes.sources(claim);
        Optional<Home.Known> home =
                sources.isEmpty() ? Optional.empty() : homes.of(claim).ifKnown();
        if (home.isEmpty()) {
            return conflicts;
        }
        for (Source source : sources) {
            Optional<Home.Known> other = source.home().ifKnown();
            if (other.isPresent() && areApart(home.get(), other.get())) {
                conflicts.add(new Conflict(
                        Conflict.Kind.SOURCE_ELSEWHERE,
                        name,
                        home.get().hard() && other.get().hard(),
                        messages.sourceElsewhere(subject, home.get(), source, other.get()),
                        restsOn(List.of(claim), List.of())));
            }
        }
        return conflicts;
    }

    /** Returns whether no provider has both. A volume that can be attached nowhere is told of once, for itself. */
    static boolean areApart(Home.Known home, Home.Known other) {
        return !home.isNowhere() && !other.isNowhere() && Collections.disjoint(home.providers(), other.providers());
    }

    /** Finds hard homes that have no provider of the target in common, though any two of them may have. */
    private Optional<Conflict> allTogether(Consumer consumer) {
        List<VolumeUse> hard = hard(consumer.volumes());
        return hard.isEmpty()
                        || consumer.target().isEmpty()
                        || !left(consumer.target(), hard).isEmpty()
                        || meetElsewhere(consumer, hard)
                ? Optional.empty()
                : Optional.of(new Conflict(
                        Conflict.Kind.VOLUMES_APART,
                        String.join(" ", hard.stream().map(VolumeUse::name).toList()),
                        true,
                        messages.allTogether(consumer, hard),
                        restsOn(consumer, hard)));
    }

    /**
     * Does the same for one claim: finds whether its home has none of the providers that the other hard homes leave of
     * the target.
     */
    private Optional<Conflict> amongOthers(Consumer consumer, VolumeUse use, Home.Known home, List<VolumeUse> others) {
        List<VolumeUse> hard = hard(others);
        Target left = left(consumer.target(), hard);
        List<VolumeUse> all = new ArrayList<>(hard);
        all.add(use);
        return left.isEmpty() || left.containsAny(home.providers()) || meetElsewhere(consumer, all)
                ? Optional.empty()
                : Optional.of(new Conflict(
                        Conflict.Kind.CLAIMS_APART,
                        use.name(),
                        true,
                        messages.amongOthers(consumer, use, home, hard),
                        restsOn(consumer, all)));
    }

    private static List<VolumeUse> hard(List<VolumeUse> uses) {
        return uses.stream().filter(use -> use.home().ifHard().isPresent()).toList();
    }

    private static Target left(Target target, List<VolumeUse> uses) {
        Target left = target;
        for (VolumeUse use : uses) {
            left = left.limitedTo(use.home().ifHard().orElseThrow().providers());
        }
        return left;
    }

    /** Returns the conflicts that concern one of the consumer's claims, worded from the claim's side. */
    public List<Conflict> ofClaim(String claim, Consumer consumer) {
        List<Conflict> conflicts = new ArrayList<>();
        for (VolumeUse use : consumer.volumes()) {
            Optional<Home.Known> home = use.home().ifKnown();
            if (!use.name().equals(claim) || home.isEmpty()) {
                continue;
            }
            List<VolumeUse> others = new ArrayList<>(consumer.volumes());
            others.remove(use);
            againstTarget(consumer, use, home.get(), Conflict.Kind.CLAIM_ELSEWHERE)
                    .ifPresent(conflicts::add);
            againstOthers(consumer, use, home.get(), others, Conflict.Kind.CLAIMS_APART)
                    .ifPresent(conflicts::add);
            if (home.get().hard() && conflicts.stream().noneMatch(Conflict::hard)) {
                amongOthers(consumer, use, home.get(), others).ifPresent(conflicts::add);
            }
        }
        return conflicts;
    }

    private Optional<Conflict> againstTarget(Consumer consumer, VolumeUse use, Home.Known home, Conflict.Kind kind) {
        if (consumer.target().isEmpty()) {
            return Optional.empty();
        }
        if (!consumer.target().containsAny(home.providers())) {
            if (meetElsewhere(consumer, List.of(use))) {
                return Optional.empty();
            }
            String detail = kind == Conflict.Kind.CLAIM_ELSEWHERE
                    ? messages.claimElsewhere(consumer, use, home)
                    : messages.elsewhere(consumer, use, home);
            return Optional.of(new Conflict(kind, use.name(), home.hard(), detail, restsOn(consumer, List.of(use))));
        }
        Set<String> nodes = consumer.target().nodes().orElse(Set.of());
        if (home.hard() && !nodes.isEmpty() && !attachment.anyCanAttach(nodes, home)) {
            return Optional.of(new Conflict(
                    Conflict.Kind.CANNOT_ATTACH,
                    use.name(),
                    true,
                    messages.cannotAttach(consumer, use, home, nodes),
                    restsOn(consumer, List.of(use))));
        }
        return Optional.empty();
    }

    private Optional<Conflict> againstOthers(
            Consumer consumer, VolumeUse use, Home.Known home, List<VolumeUse> others, Conflict.Kind kind) {
        List<Conflict> apart = new ArrayList<>();
        for (VolumeUse second : others) {
            Optional<Home.Known> other = second.home().ifKnown();
            if (other.isPresent() && areApart(home, other.get()) && !meetElsewhere(consumer, List.of(use, second))) {
                String detail = kind == Conflict.Kind.CLAIMS_APART
                        ? messages.claimsApart(consumer, use, home, second, other.get())
                        : messages.apart(consumer, use, home, second, other.get());
                boolean hard = home.hard() && other.get().hard();
                apart.add(new Conflict(
                        kind,
                        use.name() + " " + second.name(),
                        hard,
                        detail,
                        restsOn(claims(List.of(use, second)), List.of())));
            }
        }
        // Reports one conflict only, but a soft one must not hide a hard one.
        return apart.stream()
                .filter(Conflict::hard)
                .findFirst()
                .or(() -> apart.stream().findFirst());
    }

    /** Returns whether a node of no known provider, on which the pod may run, can attach all of these volumes. */
    private boolean meetElsewhere(Consumer consumer, List<VolumeUse> uses) {
        return !attachment.strangers(consumer.pod(), consumer.target(), uses).isEmpty();
    }

    /** Returns what a conflict of the consumer's target with its volumes rests on. */
    private Set<ObjectKey> restsOn(Consumer consumer, List<VolumeUse> uses) {
        Set<String> home = new HashSet<>();
        uses.forEach(use -> use.home().ifKnown().map(Home.Known::providers).ifPresent(home::addAll));
        return restsOn(
                claims(uses),
                attachment.deciding(consumer.pod(), consumer.target(), home).toList());
    }

    /** Look-ups are few, so that what decides comes before what is only perhaps there. */
    private Set<ObjectKey> restsOn(List<PersistentVolumeClaim> claims, List<ObjectKey> nodes) {
        Set<ObjectKey> all = new LinkedHashSet<>();
        claims.forEach(claim -> all.addAll(evidence.of(claim)));
        all.addAll(nodes);
        claims.forEach(claim -> all.addAll(evidence.perhaps(claim)));
        return all;
    }

    private static List<PersistentVolumeClaim> claims(List<VolumeUse> uses) {
        return uses.stream().flatMap(use -> use.claim().stream()).toList();
    }
}
