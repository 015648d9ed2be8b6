package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The node labels that a pod asks for by what it says of other pods: the scheduler puts it on no node without them, whatever
 * pods there are.
 *
 * @param spread the topologyKeys of its hard spread constraints
 * @param affinity the topologyKeys of its required podAffinity
 */
public record TopologyKeys(List<String> spread, List<String> affinity) {

    public static final TopologyKeys NONE = new TopologyKeys(List.of(), List.of());

    public TopologyKeys {
        spread = List.copyOf(spread);
        affinity = List.copyOf(affinity);
    }

    public static TopologyKeys of(PodView pod) {
        if (pod.topologySpreadConstraints().isEmpty()
                && pod.affinity().pods().required().isEmpty()) {
            return NONE;
        }
        List<String> spread = new ArrayList<>();
        for (TopologySpreadConstraint constraint : pod.topologySpreadConstraints()) {
            if (!constraint.isSoft() && !spread.contains(constraint.topologyKey())) {
                spread.add(constraint.topologyKey());
            }
        }
        List<String> affinity = new ArrayList<>();
        for (PodAffinityTerm term : pod.affinity().pods().required()) {
            if (!affinity.contains(term.topologyKey())) {
                affinity.add(term.topologyKey());
            }
        }
        return spread.isEmpty() && affinity.isEmpty() ? NONE : new TopologyKeys(spread, affinity);
    }

    public boolean isEmpty() {
        return spread.isEmpty() && affinity.isEmpty();
    }

    /** Returns hard constraints with these keys, which select no pod. */
    List<TopologySpreadConstraint> constraints() {
        return spread.stream()
                .map(key -> new TopologySpreadConstraint(
                        1,
                        key,
                        TopologySpreadConstraint.DO_NOT_SCHEDULE,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))
                .toList();
    }

    /** Returns a required podAffinity with these keys, which selects no pod. */
    Affinity near() {
        return affinity.isEmpty()
                ? Affinity.NONE
                : Affinity.near(new PodAffinity(
                        affinity.stream()
                                .map(key -> new PodAffinityTerm(key, Optional.empty(), List.of()))
                                .toList(),
                        List.of()));
    }
}
