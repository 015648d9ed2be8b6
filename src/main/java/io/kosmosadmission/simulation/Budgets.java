package io.kosmosadmission.simulation;

import io.kosmosadmission.scheduler.DisruptionBudget;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PodDisruptionBudgets that held before and are broken after, in the order of the pods that is worst to each. A budget
 * counts all pods that it selects, of whatever workload.
 */
final class Budgets {

    private final SimulatedCluster cluster;
    private final GonePods gone;
    private final Map<WorkloadName, List<RemadePod>> remade;
    private final List<Placing.Placed> orders;
    private final Map<DisruptionBudget, Optional<String>> known = new HashMap<>();

    Budgets(
            SimulatedCluster cluster,
            GonePods gone,
            Map<WorkloadName, List<RemadePod>> remade,
            List<Placing.Placed> orders) {
        this.cluster = cluster;
        this.gone = gone;
        this.remade = remade;
        this.orders = orders;
    }

    /** Returns the first broken budget that selects the pod, in words. */
    Optional<String> brokenOf(SchedulerPod pod) {
        return cluster.scheduled().budgets().stream()
                .filter(budget -> selects(budget, pod))
                .flatMap(budget -> known.computeIfAbsent(budget, this::broken).stream())
                .findFirst();
    }

    private static boolean selects(DisruptionBudget budget, SchedulerPod pod) {
        return budget.namespace().equals(pod.namespace())
                && budget.selector()
                        .filter(selector -> selector.matches(pod.metadata().labels()))
                        .isPresent();
    }

    private Optional<String> broken(DisruptionBudget budget) {
        List<SchedulerPod> all = cluster.scheduled().pods().stream()
                .filter(pod -> selects(budget, pod) && GonePods.isMissed(pod))
                .toList();
        int before = (int) all.stream().filter(pod -> !pod.nodeName().isEmpty()).count();
        int required = budget.required(all.size());
        if (before < required || before - goneOf(budget) + placed(budget) >= required) {
            return Optional.empty();
        }
        return Optional.of("PodDisruptionBudget " + budget.name() + " needs " + required);
    }

    private int goneOf(DisruptionBudget budget) {
        return (int) gone.byWorkload().values().stream()
                .flatMap(List::stream)
                .filter(pod -> selects(budget, pod))
                .count();
    }

    private int placed(DisruptionBudget budget) {
        List<RemadePod> again = remade.values().stream()
                .flatMap(List::stream)
                .filter(pod -> selects(budget, pod.pod()))
                .toList();
        return orders.stream()
                .mapToInt(order -> (int)
                        again.stream().filter(order.providers()::containsKey).count())
                .min()
                .orElse(0);
    }
}
