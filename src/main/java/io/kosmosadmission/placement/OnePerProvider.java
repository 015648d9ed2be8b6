package io.kosmosadmission.placement;

import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.WeightedPodAffinityTerm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The word {@code onePerProvider}: at most one pod of a group on each provider.
 *
 * <p>Reads the pod's labels, its own anti-affinity, and the target that is left to it. Adds a pod anti-affinity on the
 * provider label to the pod's group: required, or preferred (weight 100). Required also adds
 * {@code providerLabel Exists}, since nodes without the label would take any number. The template hash is one of the group's
 * labels, so that the old pods of a rollout don't keep out the new ones.
 *
 * <p>Leaves alone, but for {@code Exists}, a pod whose own anti-affinity does this already, at least as strictly.
 * Leaves alone, with a warning, a pod without a group, and with Required a pod that runs only on nodes without the
 * label, one that is bound to the provider of other pods, and any pod where the API server would refuse it for such an
 * anti-affinity.
 */
public final class OnePerProvider {

    private static final int WEIGHT = 100;
    private static final String WORD = "one per provider";

    private OnePerProvider() {}

    public static Contribution of(Separation separation, PodContext context) {
        PodView pod = context.pod();
        Optional<Group> group = context.group(separation.labelKeys());
        if (group.isEmpty()) {
            return Contribution.warnings(
                    Group.missing(pod, separation.labelKeys(), "they are not kept one per provider"));
        }
        String label = context.providerLabel();
        boolean required = separation.mode() == Strength.Required;
        if (separation.forbidden()) {
            return Contribution.warning("this pod is not kept one per provider: the API server allows no required"
                    + " podAntiAffinity over " + label + " (plugin LimitPodHardAntiAffinityTopology); the rule may say"
                    + " onePerProvider: Preferred");
        }
        if (required
                && !context.target().isEmpty()
                && context.target().limitedToLabelled().isEmpty()) {
            return Contribution.warning("this pod runs only on nodes without the label " + label
                    + ", so it can't be kept one per provider");
        }
        boolean apart = isKeptApart(pod, label, group.get(), required);
        Optional<String> bound = required && !apart ? BoundTogether.by(context) : Optional.empty();
        if (bound.isPresent()) {
            return Contribution.warning(
                    "this pod is not kept one per provider: " + BoundTogether.sentence(bound.get()));
        }
        List<Requirement> exists = required ? List.of(Requirement.exists(label)) : List.of();
        PodAdditions additions = PodAdditions.of(exists, List.of());
        if (!apart) {
            PodAffinityTerm term = PodAffinityTerm.of(label, group.get().selector());
            additions = additions.and(PodAdditions.of(
                    Affinity.farFrom(required ? PodAffinity.required(term) : PodAffinity.preferred(WEIGHT, term))));
        }
        return Contribution.of(additions, required ? WORD : WORD + " if possible");
    }

    /**
     * Returns a warning where a pod that was placed by a rule with this word is selected no longer by its anti-affinity on the
     * provider label, because a later webhook changed its labels.
     */
    public static Optional<String> warningOfFinal(Separation separation, PodView pod, Providers providers) {
        List<PodAffinityTerm> apart = pod.affinity()
                .antiPods()
                .terms()
                .filter(term -> term.topologyKey().equals(providers.label()) && !term.otherNamespaces())
                .toList();
        boolean lost = !apart.isEmpty()
                && apart.stream().noneMatch(term -> selects(term, pod))
                && (separation.mode() == Strength.Required
                        ? requiresLabel(pod, providers.label())
                        : Group.of(pod, separation.labelKeys(), Optional.empty())
                                        .isPresent()
                                || pod.affinity().antiPods().preferred().stream()
                                        .anyMatch(wish -> isAsAdded(wish, providers.label())));
        return lost
                ? Optional.of(
                        "the anti-affinity over providers selects this pod no more: a label was changed after it was"
                                + " placed, and it is not kept one per provider")
                : Optional.empty();
    }

    private static boolean isKeptApart(PodView pod, String label, Group group, boolean required) {
        PodAffinity own = pod.affinity().antiPods();
        Stream<PodAffinityTerm> terms = required ? own.required().stream() : own.terms();
        return terms.anyMatch(term -> term.topologyKey().equals(label) && group.isSelectedBy(term));
    }

    /** The word adds this requirement to each pod that it keeps apart, even to one that was kept apart before. */
    private static boolean requiresLabel(PodView pod, String label) {
        Requirement exists = Requirement.exists(label);
        return pod.requiredNodeAffinity().stream()
                .flatMap(List::stream)
                .anyMatch(term -> term.matchExpressions().stream().anyMatch(exists::isSameAs));
    }

    /** Whether a preferred term has the form that the word gives it, for whichever labels. */
    private static boolean isAsAdded(WeightedPodAffinityTerm wish, String label) {
        Optional<LabelSelector> selector = wish.term().labelSelector();
        return wish.weight() == WEIGHT
                && wish.term().topologyKey().equals(label)
                && wish.term().matchLabelKeys().isEmpty()
                && selector.filter(it -> it.matchExpressions().isEmpty()).isPresent();
    }

    private static boolean selects(PodAffinityTerm term, PodView pod) {
        return term.labelSelector()
                .filter(selector -> selector.matches(pod.metadata().labels()))
                .isPresent();
    }
}
