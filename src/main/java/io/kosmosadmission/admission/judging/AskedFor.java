package io.kosmosadmission.admission.judging;

import io.kosmosadmission.boundary.OwnWords;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.TopologyKeys;
import io.kosmosadmission.storage.Home;
import io.kosmosadmission.storage.VolumeUse;
import io.kosmosadmission.target.TodaysNodes;
import io.kosmosadmission.target.Word;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says for people what a pod asks of nodes, word by word, and who has such nodes today. */
final class AskedFor {

    private final Providers providers;
    private final TodaysNodes nodes;

    AskedFor(Providers providers, TodaysNodes nodes) {
        this.providers = providers;
        this.nodes = nodes;
    }

    static Requirement requirement(Map.Entry<String, String> label) {
        return Requirement.in(label.getKey(), List.of(label.getValue()));
    }

    /** A node without a known provider may be anybody's. */
    static boolean reaches(String provider, Home.Known home) {
        return provider.equals(NodeLabelIndex.NOBODY) || home.providers().contains(provider);
    }

    /**
     * A word of the pod.
     *
     * @param ofTerm whether it is written in a term, and so may hold for the nodes of that term alone
     * @param ofProvider whether it asks for a provider label
     * @param test whether a node meets it
     */
    private record Asked(String text, boolean ofTerm, boolean ofProvider, TodaysNodes.Test test) {

        Asked and(Asked other) {
            return new Asked(
                    text,
                    ofTerm && other.ofTerm,
                    ofProvider || other.ofProvider,
                    (node, provider) -> test.holds(node, provider) && other.test.holds(node, provider));
        }
    }

    /**
     * Returns the words, each with who has such nodes: {@code nodeSelector provider=awss (nobody; there are aws and gcp)}.
     * Where nobody has those of one word, the other words aren't told; never a word that every node meets.
     *
     * @param own the pod without what its claims added, which are words themselves
     */
    String of(PodView own, List<VolumeUse> uses, TopologyKeys keys, List<Boundary> boundaries) {
        List<Asked> limiting = words(own, uses, keys, boundaries).stream()
                .filter(word -> !nodes.owners((node, provider) -> !word.test().holds(node, provider))
                        .isEmpty())
                .toList();
        List<Asked> unmet = limiting.stream()
                .filter(word -> nodes.owners(word.test()).isEmpty())
                .toList();
        return String.join(
                ", ",
                (unmet.isEmpty() || !explains(unmet, own) ? limiting : unmet)
                        .stream()
                                .map(word -> word.text() + " (" + who(word) + ")")
                                .toList());
    }

    /** Whether the words that nobody meets say it all: one holds for every node, or there is one in each of the ORed terms. */
    private boolean explains(List<Asked> unmet, PodView own) {
        return unmet.stream().anyMatch(word -> !word.ofTerm())
                || own.requiredNodeAffinity().orElse(List.of()).stream()
                        .filter(term -> !term.isEmpty())
                        .allMatch(term -> Stream.concat(term.matchExpressions().stream(), term.matchFields().stream())
                                .anyMatch(requirement -> nodes.owners(
                                                (node, provider) -> TodaysNodes.fulfils(node, requirement))
                                        .isEmpty()));
    }

    private Collection<Asked> words(PodView own, List<VolumeUse> uses, TopologyKeys keys, List<Boundary> boundaries) {
        Map<String, Asked> words = new LinkedHashMap<>();
        new TreeMap<>(own.nodeSelector())
                .entrySet()
                .forEach(label -> add(words, ofLabel(Word.NODE_SELECTOR, requirement(label), List.of())));
        for (NodeSelectorTerm term : own.requiredNodeAffinity().orElse(List.of())) {
            term.matchExpressions()
                    .forEach(requirement -> add(words, ofLabel(Word.NODE_AFFINITY, requirement, boundaries)));
            term.matchFields().forEach(field -> add(words, ofLabel(Word.NODE_AFFINITY, field, boundaries)));
        }
        keys.spread().forEach(key -> add(words, ofKey("hard spread over ", key)));
        keys.affinity().forEach(key -> add(words, ofKey("podAffinity over ", key)));
        for (VolumeUse use : uses) {
            use.home()
                    .ifHard()
                    .ifPresent(home -> add(
                            words,
                            new Asked(
                                    "its " + use.subject(), false, true, (node, provider) -> reaches(provider, home))));
        }
        return words.values();
    }

    /** A boundary adds several requirements, which are one word of it. */
    private static void add(Map<String, Asked> words, Asked word) {
        words.merge(word.text(), word, Asked::and);
    }

    private Asked ofLabel(String where, Requirement requirement, List<Boundary> boundaries) {
        Word word = new Word(where, requirement);
        String text = boundaries.stream()
                .filter(boundary -> OwnWords.isOf(boundary, word, providers))
                .findFirst()
                .map(boundary -> Word.ofBoundary(boundary.name(), requirement).toString())
                .orElse(isOfDrained(requirement) ? drained(requirement) : word.toString());
        return new Asked(
                text,
                text.equals(word.toString()) && where.equals(Word.NODE_AFFINITY),
                requirement.key().equals(providers.label()) && requirement.operator() != Operator.DoesNotExist,
                (node, provider) -> TodaysNodes.fulfils(node, requirement));
    }

    private String drained(Requirement requirement) {
        boolean lost = requirement.values().stream().allMatch(providers::isLost);
        return (lost ? "lost " : "Drained ") + String.join(", ", requirement.values());
    }

    private boolean isOfDrained(Requirement requirement) {
        return requirement.key().equals(providers.label())
                && requirement.operator() == Operator.NotIn
                && requirement.values().stream().allMatch(providers::isDrained);
    }

    private static Asked ofKey(String what, String key) {
        return new Asked(what + key, false, false, (node, provider) -> TodaysNodes.bears(node, key));
    }

    private String who(Asked word) {
        List<String> owners = nodes.owners(word.test());
        if (!owners.isEmpty()) {
            return "only " + names(owners);
        }
        if (!word.ofProvider()) {
            return "nobody";
        }
        List<String> labelled = providers.all().stream()
                .filter(Provider::labelled)
                .map(Provider::name)
                .toList();
        return labelled.isEmpty()
                ? "no node bears label " + providers.label()
                : "nobody; nodes bear the label of " + names(labelled);
    }

    private static String names(List<String> providers) {
        List<String> names = providers.stream()
                .map(name -> name.equals(NodeLabelIndex.NOBODY) ? "nodes of no known provider" : name)
                .toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
