package io.kosmosadmission.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a workload some of whose pods ran on what is gone.
 *
 * @param before how many pods it had on nodes, by provider; an empty name is that of nodes whose provider isn't known
 * @param gone how many of them are gone
 * @param moves how many start elsewhere, by provider
 * @param broken what is not met any more: its quorum, a PodDisruptionBudget; empty where nothing is
 * @param why why pods of its wait, in one sentence; empty where none does
 */
public record WorkloadOutcome(
        WorkloadName name,
        Map<String, Integer> before,
        int gone,
        Map<String, Integer> moves,
        String broken,
        String why) {

    /** The word for what a workload comes to; the worst that holds. */
    public enum Word {
        lost,
        stops,
        degraded,
        waits,
        moves
    }

    public WorkloadOutcome {
        before = Collections.unmodifiableMap(new TreeMap<>(before));
        moves = Collections.unmodifiableMap(new TreeMap<>(moves));
    }

    /** Returns how many pods it had on nodes. */
    public int replicas() {
        return before.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int moved() {
        return moves.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many pods there are in the end. */
    public int left() {
        return replicas() - gone + moved();
    }

    public int waits() {
        return isLost() ? 0 : gone - moved();
    }

    public boolean isLost() {
        return name.kind().equals(WorkloadName.POD);
    }

    public boolean stops() {
        return !isLost() && left() == 0;
    }

    public Word word() {
        if (isLost()) {
            return Word.lost;
        }
        if (stops()) {
            return Word.stops;
        }
        return left() < replicas() || !broken.isEmpty() ? Word.degraded : Word.moves;
    }
}
