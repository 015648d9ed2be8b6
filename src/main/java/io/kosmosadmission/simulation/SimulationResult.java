package io.kosmosadmission.simulation;

import java.util.List;
import java.util.Set;

/**
 * What a loss comes to.
 *
 * @param nodes how many nodes there were
 * @param goneNodes how many of them are gone
 * @param orders how many orders of the pods were tried
 * @param workloads those that had pods there, sorted
 * @param notModelled sentences, for people
 */
public record SimulationResult(
        Set<String> lost,
        int nodes,
        int goneNodes,
        int orders,
        List<WorkloadOutcome> workloads,
        List<ClaimOutcome> claims,
        List<PoolOutcome> pools,
        List<String> notModelled) {

    public SimulationResult {
        workloads = List.copyOf(workloads);
        claims = List.copyOf(claims);
        pools = List.copyOf(pools);
        notModelled = List.copyOf(notModelled);
    }

    /** Returns whether anything is worse than before: what only moves isn't. */
    public boolean isHarm() {
        return workloads.stream().anyMatch(each -> each.word() != WorkloadOutcome.Word.moves);
    }

    public long count(WorkloadOutcome.Word word) {
        return workloads.stream().filter(each -> each.word() == word).count();
    }
}
