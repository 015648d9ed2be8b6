package io.kosmosadmission.placement;

import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The word {@code colocate}: on one provider with other pods.
 *
 * <p>Reads the pod's labels. Adds a pod affinity on the provider label to the selected pods of the pod's namespace, or
 * to the pod's own group: required, or preferred (weight 100). A required affinity waits for pods that run already, so
 * it is for other pods only: where the selector selects the pod itself, a preferred one is added instead, with a
 * warning. Leaves alone a pod that has such an affinity already, and one without a selector that has no group, with a
 * warning.
 */
public final class Colocating {

    private static final int WEIGHT = 100;

    private Colocating() {}

    public static Contribution of(Colocate colocate, PodView pod, Providers providers) {
        if (colocate.podSelector().isEmpty()) {
            return withFellows(pod, providers);
        }
        LabelSelector selector = colocate.podSelector().get();
        boolean itself = selector.matches(pod.metadata().labels());
        boolean required = colocate.mode() == Strength.Required && !itself;
        String word =
                "with " + (selector.toString().isEmpty() ? "all pods" : selector) + (required ? "" : " if possible");
        Contribution contribution =
                contribution(PodAffinityTerm.of(providers.label(), selector, List.of()), required, word);
        return colocate.mode() == Strength.Required && itself
                ? new Contribution(
                        contribution.additions(),
                        contribution.words(),
                        List.of("colocate is a wish for this pod: its selector (" + selector
                                + ") meets the pod itself, and must be of other pods to be Required"))
                : contribution;
    }

    // Leaves the template hash out of the keys, so that a rollout's new pods join the old ones.
    private static Contribution withFellows(PodView pod, Providers providers) {
        Optional<StableSelector> fellows = StableSelector.of(pod, List.of());
        if (fellows.isEmpty()) {
            return Contribution.warning("no stable label selects this pod and its fellows, so they are not drawn to one"
                    + " provider; give it a label such as app");
        }
        String word = "with its fellows if possible";
        boolean since = pod.affinity()
                .pods()
                .terms()
                .anyMatch(term -> term.topologyKey().equals(providers.label()) && StableSelector.isOf(term, pod));
        if (since) {
            return Contribution.of(PodAdditions.NONE, word);
        }
        List<String> keys = new ArrayList<>(fellows.get().matchLabelKeys());
        keys.remove(PodView.TEMPLATE_HASH);
        return contribution(PodAffinityTerm.of(providers.label(), fellows.get().labelSelector(), keys), false, word);
    }

    private static Contribution contribution(PodAffinityTerm term, boolean required, String word) {
        return Contribution.of(
                PodAdditions.of(
                        Affinity.near(required ? PodAffinity.required(term) : PodAffinity.preferred(WEIGHT, term))),
                word);
    }
}
