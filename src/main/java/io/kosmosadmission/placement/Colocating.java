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
 * The word {@code colocate}.
 *
 * <p>Reads the pod's labels. Adds an affinity on the provider label with the selected pods of its namespace, or with its own
 * fellows. What is Required waits for pods that run already, so it is for other pods: where the selector meets the pod
 * itself, it is a wish. Leaves alone a pod that says the same itself, and one without a selector that nothing stable
 * selects.
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

    // Without the template hash: a rollout's new pods are to join the old ones.
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
