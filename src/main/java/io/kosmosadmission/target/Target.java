package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Providers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The providers that a pod can run on; a provider is out only where that is proved. Besides the known providers there
 * are two members without a name: <em>unlabelled</em>, the nodes whose provider isn't known, and <em>unseen</em>, the
 * providers that have no node yet.
 *
 * @param known every provider that was judged
 * @param providers the known providers that are in
 * @param unlabelled whether the pod can run on nodes whose provider isn't known
 * @param unseen whether the pod can run on providers that have no node yet
 * @param words the pod's requirements that put members out
 * @param nodes the only nodes that the pod can run on, where its requirements name nodes that are all known
 */
public record Target(
        Set<String> known,
        Set<String> providers,
        boolean unlabelled,
        boolean unseen,
        List<Word> words,
        Optional<Set<String>> nodes) {

    /** Returns the target of a pod without requirements on nodes. */
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

    /** Returns whether the pod provably runs on these providers and nowhere else. */
    public boolean isWithin(Collection<String> allowed) {
        return !unlabelled && !unseen && allowed.containsAll(providers);
    }

    /**
     * Returns whether the pod provably runs on none of these providers. A node whose provider isn't known could be
     * theirs.
     */
    public boolean avoids(Collection<String> forbidden) {
        return !unlabelled && !containsAny(forbidden);
    }

    /** Returns this target limited to these providers. */
    public Target limitedTo(Collection<String> allowed) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(allowed);
        Set<String> left = new LinkedHashSet<>();
        allowed.stream().filter(this::contains).forEach(left::add);
        return new Target(all, left, false, false, words, nodes);
    }

    /** Returns this target limited to nodes whose provider is known and is none of these. */
    public Target without(Collection<String> forbidden) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(forbidden);
        Set<String> left = new LinkedHashSet<>(providers);
        left.removeAll(forbidden);
        return new Target(all, left, false, unseen, words, nodes);
    }

    /**
     * Returns this target limited to nodes that have the provider label. A known provider stays in, even if all of its
     * nodes lack it.
     */
    public Target limitedToLabelled() {
        return new Target(known, providers, false, unseen, words, nodes);
    }

    /** Returns this target with other words as its reasons. */
    public Target inWords(List<Word> other) {
        return new Target(known, providers, unlabelled, unseen, other, nodes);
    }

    /** Returns whether any node without the provider label that is there now is in. */
    public boolean reachesUnlabelledNodes(Providers inventory) {
        return unlabelled
                && (!inventory.unknownNodes().isEmpty()
                        || inventory.all().stream()
                                .anyMatch(provider -> provider.unlabelledNodes() && contains(provider.name())));
    }

    /** Returns the live providers that are in, sorted. */
    public List<String> live(Providers inventory) {
        return inventory.liveNames().stream().filter(this::contains).toList();
    }

    /**
     * Returns the providers for people: {@code scaleway}, {@code aws and gcp}; {@code no provider} where the target is
     * empty.
     */
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

    /** Returns the reasons for people, in parentheses after a blank; empty where there are none. */
    public String because() {
        if (words.isEmpty()) {
            return "";
        }
        return " ("
                + String.join(
                        ", ", words.stream().map(Word::toString).distinct().toList()) + ")";
    }
}
