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
 * <p>Reads what its words, boundaries and claims leave it. Adds {@code NotIn} for the drained providers that it could still
 * run on. Leaves alone a pod that no live, active provider is left to, and never keeps one off a provider that may hold a
 * volume of its.
 */
public record Draining(List<String> avoided) {

    /**
     * What it comes to.
     *
     * @param target what the pod's words, and what is added for boundaries and claims, leave
     * @param room what of that its claims' homes leave
     * @param holding the providers, one of which holds a volume of the pod's: all of each such home
     */
    public static Draining of(
            Limits limits, Target target, Target room, Set<String> holding, PodView pod, Providers providers) {
        if (providers.drained().isEmpty() || room.live(providers).stream().noneMatch(providers::isActive)) {
            return new Draining(List.of());
        }
        List<String> written = new ArrayList<>(writtenAgainst(providers, pod));
        limits.boundaries().forEach(limit -> written.removeAll(limit.boundary().forbidden())); // theirs, not Drained's
        return new Draining(providers.drained().stream()
                .map(Provider::name)
                .filter(name -> (target.contains(name) && !holding.contains(name)) || written.contains(name))
                .toList());
    }

    /** The drained providers that every term excludes already: an earlier round is told in the same words again. */
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

    /** For the annotation: {@code not aws (Drained)}. */
    public List<String> words() {
        return avoided.isEmpty() ? List.of() : List.of("not " + String.join(", ", avoided) + " (Drained)");
    }
}
