package io.kosmosadmission.storage;

import io.kosmosadmission.target.Target;
import java.util.List;
import java.util.Set;

/** What is said of a conflict: who, which class or volume, which providers, and the way out. The key fact comes first. */
final class Sentences {

    private static final int CLASSES_NAMED = 3;

    private final Homes homes;

    Sentences(Homes homes) {
        this.homes = homes;
    }

    String elsewhere(Consumer consumer, VolumeUse use, Home.Known home) {
        return consumer.subject() + " runs only on " + consumer.target().names()
                + consumer.target().because() + ", but its " + use.subject() + " uses " + home.because() + "; "
                + wayOut(consumer, home);
    }

    String claimElsewhere(Consumer consumer, VolumeUse use, Home.Known home) {
        return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because() + ", but "
                + consumer.subject() + " runs only on " + consumer.target().names()
                + consumer.target().because() + "; " + wayOut(consumer, home);
    }

    String apart(Consumer consumer, VolumeUse first, Home.Known home, VolumeUse second, Home.Known other) {
        return consumer.subject() + " can't have both its " + first.subject() + " (" + home.because() + ") and its "
                + second.subject() + " (" + other.because() + "): no node attaches volumes of both; use storage of one"
                + " provider for both";
    }

    String claimsApart(Consumer consumer, VolumeUse use, Home.Known home, VolumeUse second, Home.Known other) {
        return "persistentvolumeclaim \"" + use.name() + "\" uses " + home.because() + ", but "
                + consumer.subject() + " also uses " + second.subject() + " (" + other.because()
                + "), and no node attaches volumes of both; " + classAdvice(other.providers());
    }

    String cannotAttach(Consumer consumer, VolumeUse use, Home.Known home, Set<String> nodes) {
        return consumer.subject() + " runs only on " + (nodes.size() == 1 ? "node " : "nodes ")
                + String.join(", ", nodes.stream().sorted().toList())
                + consumer.target().because()
                + ", which can't attach its " + use.subject() + " (" + home.because() + "); let "
                + consumer.quotedName()
                + " run on nodes of " + Home.names(home.providers()) + " that can";
    }

    private String wayOut(Consumer consumer, Home.Known home) {
        Target target = consumer.target();
        return classAdvice(target.providers()) + " or let " + consumer.quotedName() + " run on "
                + Home.names(home.providers());
    }

    private String classAdvice(Set<String> providers) {
        List<String> classes = homes.classesOf(providers);
        String where = providers.isEmpty() ? "neutral" : Home.names(providers);
        if (classes.isEmpty()) {
            return "use storage of " + (providers.isEmpty() ? "no provider" : where);
        }
        String listed = String.join(", ", classes.subList(0, Math.min(CLASSES_NAMED, classes.size())));
        return "use a " + where + " class (" + listed + ")";
    }
}
