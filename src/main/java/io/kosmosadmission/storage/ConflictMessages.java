package io.kosmosadmission.storage;

import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words a conflict for people: who, which class or volume, which providers, and the way out. The key fact comes first.
 */
final class ConflictMessages {

    private static final int CLASSES_NAMED = 3;
    private static final String VOWELS = "aeiou";

    private static final String ONE_PROVIDER = "use storage whose driver and topology have a provider in common";

    private final Homes homes;

    ConflictMessages(Homes homes) {
        this.homes = homes;
    }

    String elsewhere(Consumer consumer, VolumeUse use, Home.Known home) {
        if (home.isNowhere()) {
            return consumer.subject() + " can run nowhere: " + uses(use, home) + "; " + ONE_PROVIDER;
        }
        return consumer.subject() + " runs only on " + consumer.target().names()
                + consumer.target().because() + ", but " + uses(use, home) + "; "
                + wayOut(consumer, use, home);
    }

    String claimElsewhere(Consumer consumer, VolumeUse use, Home.Known home) {
        if (home.isNowhere()) {
            return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because() + ", so that "
                    + consumer.subject() + " can run nowhere; " + ONE_PROVIDER;
        }
        return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because() + ", but "
                + consumer.subject() + " runs only on " + consumer.target().names()
                + consumer.target().because() + "; " + wayOut(consumer, use, home);
    }

    String apart(Consumer consumer, VolumeUse first, Home.Known home, VolumeUse second, Home.Known other) {
        return notTogether(consumer) + ": " + uses(first, home) + ", " + uses(second, other)
                + "; keep both on one provider";
    }

    String allTogether(Consumer consumer, List<VolumeUse> uses) {
        return notTogether(consumer) + where(consumer) + ": " + allUses(uses) + "; keep all of them on one provider";
    }

    private static String where(Consumer consumer) {
        Target target = consumer.target();
        return target.words().isEmpty() ? "" : " where it runs, only on " + target.names() + target.because();
    }

    private static String allUses(List<VolumeUse> uses) {
        return String.join(
                ", ",
                uses.stream()
                        .map(use -> uses(use, use.home().ifHard().orElseThrow()))
                        .toList());
    }

    private static String notTogether(Consumer consumer) {
        return consumer.subject() + " has volumes that no node can attach together";
    }

    private static String uses(VolumeUse use, Home.Known home) {
        return "its " + use.subject() + " uses " + home.because();
    }

    String claimsApart(Consumer consumer, VolumeUse use, Home.Known home, VolumeUse second, Home.Known other) {
        return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because() + ", but "
                + consumer.subject() + " also needs " + second.subject() + ", which uses " + other.because()
                + ", and no node attaches both; " + classAdvice(use.claim(), other.providers());
    }

    String amongOthers(Consumer consumer, VolumeUse use, Home.Known home, List<VolumeUse> others) {
        return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because()
                + ", but no node can attach it together with the other volumes of " + consumer.subject()
                + where(consumer) + ": " + allUses(others) + "; keep all of them on one provider";
    }

    String cannotAttach(Consumer consumer, VolumeUse use, Home.Known home, Set<String> nodes) {
        String providers = Home.names(home.providers());
        return consumer.subject() + " runs only on " + (nodes.size() == 1 ? "node " : "nodes ")
                + Unlabelled.firstNames(new TreeSet<>(nodes))
                + consumer.target().because()
                + ", which can't attach volumes of " + providers + ", but " + uses(use, home) + "; let "
                + consumer.quotedName() + " run on nodes of " + providers + " that can";
    }

    /**
     * Words a conflict between a claim and the source of its volume. subject is the claim for people:
     * {@code persistentvolumeclaim "copy"}.
     */
    String sourceElsewhere(String subject, Home.Known home, Source source, Home.Known other) {
        String from = other.because().startsWith(source.subject())
                ? other.because()
                : source.subject() + ", which uses " + other.because();
        return subject + " uses " + home.because() + ", but is to be " + source.made() + " " + from + "; "
                + classAdvice(Optional.empty(), other.providers());
    }

    private String wayOut(Consumer consumer, VolumeUse use, Home.Known home) {
        Target target = consumer.target();
        boolean bounded = target.words().stream()
                .anyMatch(word ->
                        word.isOfBoundary() && home.providers().stream().noneMatch(word.requirement()::matchesValue));
        return classAdvice(use.claim(), target.providers())
                + (bounded
                        ? " or ask for another boundary"
                        : " or let " + consumer.quotedName() + " run on " + Home.names(home.providers()));
    }

    private String classAdvice(Optional<PersistentVolumeClaim> claim, Set<String> providers) {
        if (providers.isEmpty()) {
            return "use storage that belongs to no provider";
        }
        List<String> classes = homes.classesOf(
                providers, claim.map(PersistentVolumeClaim::shared).orElse(false));
        String where = Home.names(providers);
        if (classes.isEmpty()) {
            return "use storage of " + where;
        }
        String listed = String.join(", ", classes.subList(0, Math.min(CLASSES_NAMED, classes.size())));
        return "use " + (VOWELS.indexOf(where.charAt(0)) < 0 ? "a " : "an ") + where + " class (" + listed + ")";
    }
}
