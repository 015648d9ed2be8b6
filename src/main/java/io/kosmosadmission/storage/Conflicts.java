package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on a consumer and its volumes.
 *
 * <p>Reads the consumer's target and the home of each volume. A conflict is two sets that provably have nothing in common:
 * a home and the target, two homes, or a home and the only nodes that are left. Neutral and unknown homes are in no
 * conflict, and neither is an empty target: that is another objection.
 */
public final class Conflicts {

    private final ConflictMessages sentences;
    private final Attachment attachment;
    private final Homes homes;

    public Conflicts(Inventory inventory, Homes homes) {
        this.sentences = new ConflictMessages(homes);
        this.attachment = new Attachment(inventory);
        this.homes = homes;
    }

    /** Told from the consumer's side. */
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

    /** Of a claim whose volume isn't there yet, with what it is to be made from; subject is the claim for people. */
    public List<Conflict> ofSources(PersistentVolumeClaim claim, String name, String subject) {
        List<Conflict> conflicts = new ArrayList<>();
        Optional<Home.Known> home = homes.of(claim).ifKnown();
        if (home.isEmpty()) {
            return conflicts;
        }
        for (Source source : homes.sources(claim)) {
            Optional<Home.Known> other = source.home().ifKnown();
            if (other.isPresent()
                    && Collections.disjoint(home.get().providers(), other.get().providers())) {
                conflicts.add(new Conflict(
                        Conflict.Kind.SOURCE_ELSEWHERE,
                        name,
                        home.get().hard() && other.get().hard(),
                        sentences.sourceElsewhere(subject, home.get(), source, other.get()),
                        homes.evidence(claim)));
            }
        }
        return conflicts;
    }

    /** Sets that meet two by two may still have nothing in common all together. */
    private Optional<Conflict> allTogether(Consumer consumer) {
        List<VolumeUse> hard = hard(consumer.volumes());
        return hard.isEmpty()
                        || consumer.target().isEmpty()
                        || !left(consumer.target(), hard).isEmpty()
                ? Optional.empty()
                : Optional.of(new Conflict(
                        Conflict.Kind.VOLUMES_APART,
                        String.join(" ", hard.stream().map(VolumeUse::name).toList()),
                        true,
                        sentences.allTogether(consumer, hard),
                        evidence(hard)));
    }

    /** As allTogether, where it is this claim that leaves nothing. */
    private Optional<Conflict> amongOthers(Consumer consumer, VolumeUse use, Home.Known home, List<VolumeUse> others) {
        List<VolumeUse> hard = hard(others);
        Target left = left(consumer.target(), hard);
        return left.isEmpty() || left.containsAny(home.providers())
                ? Optional.empty()
                : Optional.of(new Conflict(
                        Conflict.Kind.CLAIMS_APART,
                        use.name(),
                        true,
                        sentences.amongOthers(consumer, use, home, hard),
                        evidence(consumer.volumes())));
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

    /** Told from the side of one of its claims, and only what concerns that claim. */
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
            String sentence = kind == Conflict.Kind.CLAIM_ELSEWHERE
                    ? sentences.claimElsewhere(consumer, use, home)
                    : sentences.elsewhere(consumer, use, home);
            return Optional.of(new Conflict(kind, use.name(), home.hard(), sentence, evidence(List.of(use))));
        }
        Set<String> nodes = consumer.target().nodes().orElse(Set.of());
        if (home.hard() && !nodes.isEmpty() && !attachment.anyCanAttach(nodes, home)) {
            return Optional.of(new Conflict(
                    Conflict.Kind.CANNOT_ATTACH,
                    use.name(),
                    true,
                    sentences.cannotAttach(consumer, use, home, nodes),
                    evidence(List.of(use))));
        }
        return Optional.empty();
    }

    private Optional<Conflict> againstOthers(
            Consumer consumer, VolumeUse use, Home.Known home, List<VolumeUse> others, Conflict.Kind kind) {
        List<Conflict> apart = new ArrayList<>();
        for (VolumeUse second : others) {
            Optional<Home.Known> other = second.home().ifKnown();
            if (other.isPresent()
                    && Collections.disjoint(home.providers(), other.get().providers())) {
                String sentence = kind == Conflict.Kind.CLAIMS_APART
                        ? sentences.claimsApart(consumer, use, home, second, other.get())
                        : sentences.apart(consumer, use, home, second, other.get());
                boolean hard = home.hard() && other.get().hard();
                apart.add(new Conflict(
                        kind, use.name() + " " + second.name(), hard, sentence, evidence(List.of(use, second))));
            }
        }
        // One is enough, but a soft one must not hide a hard one.
        return apart.stream()
                .filter(Conflict::hard)
                .findFirst()
                .or(() -> apart.stream().findFirst());
    }

    private Set<ObjectKey> evidence(List<VolumeUse> uses) {
        Set<ObjectKey> evidence = new LinkedHashSet<>();
        uses.forEach(use -> use.claim().ifPresent(claim -> evidence.addAll(homes.evidence(claim))));
        return evidence;
    }
}
