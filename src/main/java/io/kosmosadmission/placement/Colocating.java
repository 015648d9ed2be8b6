package io.kosmosadmission.placement;

import io.kosmosadmission.config.Colocate;
import io.kosmosadmission.config.Strength;
import io.kosmosadmission.kube.Affinity;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodAffinity;
import io.kosmosadmission.kube.PodAffinityTerm;
import java.util.List;
import java.util.Optional;

/**
 * The word {@code colocate}: on one provider with other pods.
 *
 * <p>Reads the pod's labels. Adds a pod affinity on the provider label to the selected pods of the pod's namespace, or
 * to the pod's own group: required, or preferred (weight 100). A required affinity waits for pods that run already, so
 * it is for other pods only: where the selector selects the pod itself, a preferred one is added instead, with a
 * warning. Without a selector it leaves alone a pod that has an affinity to its group already and, with a warning, one that
 * has no group.
 */
public final class Colocating {

    private static final int WEIGHT = 100;

    private Colocating() {}

    public static Contribution of(Colocate colocate, PodContext context) {
        if (colocate.podSelector().isEmpty()) {
            return withGroup(colocate, context);
        }
        LabelSelector selector = colocate.podSelector().get();
        boolean itself = selector.matches(context.pod().metadata().labels());
        boolean required = colocate.mode() == Strength.Required && !itself;
        String word =
                "with " + (selector.toString().isEmpty() ? "all pods" : selector) + (required ? "" : " if possible");
        Contribution contribution = contribution(PodAffinityTerm.of(context.providerLabel(), selector), required, word);
        return colocate.mode() == Strength.Required && itself
                ? new Contribution(
                        contribution.additions(),
                        contribution.words(),
                        List.of("colocate is a wish for this pod: its selector (" + selector
                                + ") meets the pod itself, and must be of other pods to be Required"))
                : contribution;
    }

    private static Contribution withGroup(Colocate colocate, PodContext context) {
        Optional<Group> group = context.group(colocate.labelKeys());
        if (group.isEmpty()) {
            return Contribution.warnings(
                    Group.missing(context.pod(), colocate.labelKeys(), "they are not drawn to one provider"));
        }
        String word = "with its fellows if possible";
        String label = context.providerLabel();
        boolean isThere = context.pod()
                .affinity()
                .pods()
                .terms()
                .anyMatch(
                        term -> term.topologyKey().equals(label) && group.get().isSelectedBy(term));
        return isThere
                ? Contribution.of(PodAdditions.NONE, word)
                : contribution(PodAffinityTerm.of(label, group.get().selector()), false, word);
    }

    private static Contribution contribution(PodAffinityTerm term, boolean required, String word) {
        return Contribution.of(
                PodAdditions.of(
                        Affinity.near(required ? PodAffinity.required(term) : PodAffinity.preferred(WEIGHT, term))),
                word);
    }
}
