package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the target of a pod.
 *
 * <p>Reads {@code spec.nodeName}; where it is empty, {@code spec.nodeSelector} and the required node affinity, both of
 * which hold. The affinity's terms are ORed, all requirements of a term hold, and an empty term matches nothing.
 * Tolerations play no part, since a taint may be removed.
 */
public final class Targets {

    private final Inventory inventory;
    private final Providers providers;
    private final Proofs proofs;
    private final Target everything;

    public Targets(Inventory inventory) {
        this.inventory = inventory;
        this.providers = inventory.providers();
        this.proofs = new Proofs(inventory);
        Set<String> known = new LinkedHashSet<>();
        providers.all().stream().map(Provider::name).forEach(known::add);
        this.everything = Target.everything(Collections.unmodifiableSet(known));
    }

    /** Returns the target of a pod that says nothing. */
    public Target everywhere() {
        return everything;
    }

    public Target of(PodView pod) {
        if (!pod.nodeName().isEmpty()) {
            return ofNode(pod.nodeName());
        }
        if (pod.nodeSelector().isEmpty() && pod.requiredNodeAffinity().isEmpty()) {
            return everything;
        }
        return ofWords(selectorRequirements(pod), pod.requiredNodeAffinity());
    }

    private Target ofNode(String name) {
        List<Word> words =
                List.of(new Word(Word.NODE_NAME, Requirement.in(NodeSelectorTerm.NAME_FIELD, List.of(name))));
        if (inventory.node(name).isEmpty()) {
            // A node that isn't known proves nothing.
            return new Target(everything.known(), everything.known(), true, true, words, Optional.empty());
        }
        Optional<String> owner = providers.ofNode(name);
        return new Target(
                everything.known(),
                owner.map(Set::of).orElse(Set.of()),
                owner.isEmpty(),
                false,
                words,
                Optional.of(Set.of(name)));
    }

    private static List<Requirement> selectorRequirements(PodView pod) {
        return pod.nodeSelector().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Requirement.in(entry.getKey(), List.of(entry.getValue())))
                .toList();
    }

    private Target ofWords(List<Requirement> selector, Optional<List<NodeSelectorTerm>> affinity) {
        Set<Word> words = new LinkedHashSet<>();
        Set<String> known = new LinkedHashSet<>(everything.known());
        named(selector, known);
        affinity.ifPresent(terms -> terms.forEach(term -> named(term.matchExpressions(), known)));
        Set<String> left = new LinkedHashSet<>();
        for (String name : known) {
            if (anyOfItIsIn(name, selector, affinity, words)) {
                left.add(name);
            }
        }
        boolean unlabelled = isIn(new Member.Unlabelled(), selector, affinity, words);
        boolean unseen = isIn(new Member.Unseen(), selector, affinity, words);
        Optional<Set<String>> nodes = PinnedNodes.of(inventory, selector, affinity);
        return new Target(known, left, unlabelled, unseen, inOrder(words), nodes);
    }

    /**
     * Puts the words of the nodeSelector first, as in a manifest. The others keep their order: that of the providers
     * that they put out.
     */
    private static List<Word> inOrder(Set<Word> words) {
        return words.stream()
                .sorted(Comparator.comparing(word -> !word.where().equals(Word.NODE_SELECTOR)))
                .toList();
    }

    /**
     * Judges a provider's labelled and unlabelled nodes apart: NotIn puts the former out and Exists the latter, so that
     * both together leave no node of it.
     */
    private boolean anyOfItIsIn(
            String name, List<Requirement> selector, Optional<List<NodeSelectorTerm>> affinity, Set<Word> words) {
        Optional<Provider> provider = providers.named(name);
        boolean someLackIt = provider.map(Provider::unlabelledNodes).orElse(false);
        return isIn(new Member.Named(provider, name, true), selector, affinity, words)
                || (someLackIt && isIn(new Member.Named(provider, name, false), selector, affinity, words));
    }

    /**
     * Adds the providers that In and NotIn requirements name to the known ones, so that each of them is judged by name: it may
     * have no node yet, or none any more.
     */
    private void named(List<Requirement> requirements, Set<String> known) {
        for (Requirement requirement : requirements) {
            boolean names = requirement.operator() == Operator.In || requirement.operator() == Operator.NotIn;
            if (names && requirement.key().equals(providers.label())) {
                known.addAll(requirement.values());
            }
        }
    }

    private boolean isIn(
            Member member, List<Requirement> selector, Optional<List<NodeSelectorTerm>> affinity, Set<Word> words) {
        boolean in = true;
        for (Requirement requirement : selector) {
            if (proofs.rulesOut(requirement, member)) {
                words.add(new Word(Word.NODE_SELECTOR, requirement));
                in = false;
            }
        }
        return (affinity.isEmpty() || anyTermKeeps(affinity.get(), member, words)) && in;
    }

    private boolean anyTermKeeps(List<NodeSelectorTerm> terms, Member member, Set<Word> words) {
        List<Word> against = new ArrayList<>();
        for (NodeSelectorTerm term : terms) {
            if (term.isEmpty()) {
                continue; // an empty term matches no node
            }
            int before = against.size();
            term.matchExpressions().forEach(requirement -> judge(requirement, member, against));
            term.matchFields().forEach(requirement -> judge(requirement, member, against));
            if (against.size() == before) {
                return true;
            }
        }
        words.addAll(against);
        return false;
    }

    private void judge(Requirement requirement, Member member, List<Word> against) {
        if (proofs.rulesOut(requirement, member)) {
            against.add(new Word(Word.NODE_AFFINITY, requirement));
        }
    }
}
