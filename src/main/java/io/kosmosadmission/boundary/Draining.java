package io.kosmosadmission.boundary;

import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.PodAdditions;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps a pod off drained providers.
 *
 * <p>Reads the target that the pod's own requirements, its boundaries and its claims leave. Adds {@code NotIn} on the
 * provider label for the drained providers in that target.
 *
 * <p>Leaves alone a pod to which no live, active provider is left, and a drained provider that may hold an existing
 * volume of the pod.
 *
 * @param avoided the drained providers that the pod is kept off
 */
public record Draining(List<String> avoided) {

    /**
     * Finds the drained providers to avoid.
     *
     * @param target the target that the pod's own requirements and the additions for boundaries and claims leave
     * @param room that target limited to the hard homes of all claims
     * @param holding all providers of the hard homes of existing volumes, since nobody knows which of them holds the
     *     volume
     */
    public static Draining of(
            Limits limits, Target target, Target room, Set<String> holding, PodView pod, Providers providers) {
        if (providers.drained().isEmpty() || room.live(providers).stream().noneMatch(providers::isActive)) {
            return new Draining(List.of());
        }
        List<String> written = new ArrayList<>(writtenAgainst(providers, pod));
        limits.boundaries().forEach(limit -> written.removeAll(limit.boundary().forbidden())); // added for a boundary
        return new Draining(providers.drained().stream()
                .map(Provider::name)
                .filter(name -> (target.contains(name) && !holding.contains(name)) || written.contains(name))
                .toList());
    }

    /**
     * Returns the drained providers that the pod's terms exclude already, so that a review of an already placed pod
     * gives the same words.
     */
    private static List<String> writtenAgainst(Providers providers, PodView pod) {
        List<NodeSelectorTerm> terms = pod.requiredNodeAffinity().orElse(List.of());
        return terms.stream()
                .filter(term -> !term.isEmpty())
                .map(term -> excluded(term, providers))
                .reduce((some, others) -> some.equals(others) ? some : List.of())
                .orElse(List.of());
    }

    private static List<String> excluded(NodeSelectorTerm term, Providers providers) {
        return term.matchExpressions().stream()
                .filter(own -> own.key().equals(providers.label()) && own.operator() == Operator.NotIn)
                .map(Requirement::values)
                .filter(values -> values.stream().allMatch(providers::isDrained))
                .findFirst()
                .orElse(List.of());
    }

    public PodAdditions additions(Providers providers) {
        return avoided.isEmpty()
                ? PodAdditions.NONE
                : PodAdditions.of(List.of(Requirement.notIn(providers.label(), avoided)), List.of());
    }

    /** Returns the words for the annotation: {@code not aws (Drained)}, and {@code not gcp (lost)}. */
    public List<String> words(Providers providers) {
        List<String> words = new ArrayList<>();
        add(words, avoided.stream().filter(name -> !providers.isLost(name)).toList(), "Drained");
        add(words, avoided.stream().filter(providers::isLost).toList(), "lost");
        return words;
    }

    private static void add(List<String> words, List<String> names, String why) {
        if (!names.isEmpty()) {
            words.add("not " + String.join(", ", names) + " (" + why + ")");
        }
    }
}
