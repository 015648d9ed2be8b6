package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Providers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The providers that a pod can run on; a provider is out only where that is proved. Beside the known providers there are
 * two members that have no name: <em>unlabelled</em>, nodes whose provider isn't known, and <em>unseen</em>, providers that
 * have no node yet.
 *
 * @param known every provider that was judged
 * @param providers those of them that are in
 * @param words what the pod says that put others out
 * @param nodes the only nodes that the pod can run on, where its words name nodes that are all known
 */
public record Target(
        Set<String> known,
        Set<String> providers,
        boolean unlabelled,
        boolean unseen,
        List<Word> words,
        Optional<Set<String>> nodes) {

    /** The target of a pod that says nothing. */
    static Target everything(Set<String> known) {
        return new Target(known, known, true, true, List.of(), Optional.empty());
    }

    public boolean contains(String provider) {
        return known.contains(provider) ? providers.contains(provider) : unseen;
    }

    public boolean containsAny(Collection<String> some) {
        for (String provider : some) {
            if (contains(provider)) {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return providers.isEmpty() && !unlabelled && !unseen;
    }

    /** Whether the pod provably runs on these providers and nowhere else. */
    public boolean isWithin(Collection<String> allowed) {
        return !unlabelled && !unseen && allowed.containsAll(providers);
    }

    /** Whether the pod provably runs on none of these; a node whose provider isn't known could be theirs. */
    public boolean avoids(Collection<String> forbidden) {
        return !unlabelled && !containsAny(forbidden);
    }

    /** This target under a limit to these providers. */
    public Target limitedTo(Collection<String> allowed) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(allowed);
        Set<String> left = new LinkedHashSet<>();
        allowed.stream().filter(this::contains).forEach(left::add);
        return new Target(all, left, false, false, words, nodes);
    }

    /** This target under a limit to nodes whose provider is known and is none of these. */
    public Target without(Collection<String> forbidden) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(forbidden);
        Set<String> left = new LinkedHashSet<>(providers);
        left.removeAll(forbidden);
        return new Target(all, left, false, unseen, words, nodes);
    }

    /** This target under a limit to nodes that bear the provider label. */
    public Target limitedToLabelled() {
        return new Target(known, providers, false, unseen, words, nodes);
    }

    /** This target, told in other words. */
    public Target inWords(List<Word> other) {
        return new Target(known, providers, unlabelled, unseen, other, nodes);
    }

    /** The live providers that are in, sorted. */
    public List<String> live(Providers inventory) {
        return inventory.liveNames().stream().filter(this::contains).toList();
    }

    /** For people: {@code scaleway}, {@code aws and gcp}, {@code nowhere}. */
    public String names() {
        List<String> names = new ArrayList<>(providers);
        if (names.isEmpty()) {
            return isEmpty() ? "no provider" : unlabelled ? "nodes of no known provider" : "providers not there yet";
        }
        names.sort(null);
        return names.size() == 1
                ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** For people: what the pod says, in parentheses after a blank; empty where it says nothing. */
    public String because() {
        if (words.isEmpty()) {
            return "";
        }
        return " ("
                + String.join(
                        ", ", words.stream().map(Word::toString).distinct().toList()) + ")";
    }
}
