package io.kosmosadmission.simulation;

import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sums up by workload what becomes of its pods, in the order of the pods that is worst to it. */
final class Workloads {

    private final SimulatedCluster cluster;
    private final GonePods gone;
    private final Reasons reasons;
    private final Budgets budgets;

    Workloads(SimulatedCluster cluster, GonePods gone, Reasons reasons, Budgets budgets) {
        this.cluster = cluster;
        this.gone = gone;
        this.reasons = reasons;
        this.budgets = budgets;
    }

    List<WorkloadOutcome> of(Map<WorkloadName, List<RemadePod>> remade, List<Placing.Placed> tried) {
        List<WorkloadOutcome> outcomes = new ArrayList<>();
        gone.byWorkload()
                .forEach((name, pods) -> outcomes.add(of(name, pods, remade.getOrDefault(name, List.of()), tried)));
        return outcomes;
    }

    private WorkloadOutcome of(
            WorkloadName name, List<SchedulerPod> pods, List<RemadePod> again, List<Placing.Placed> tried) {
        Placing.Placed worst = Collections.min(tried, Comparator.comparingInt(placed -> places(again, placed)));
        Map<String, Integer> moves = new HashMap<>();
        again.stream()
                .flatMap(pod -> Optional.ofNullable(worst.providers().get(pod)).stream())
                .forEach(provider -> moves.merge(provider, 1, Integer::sum));
        String why = why(again, worst);
        Map<String, Integer> before = before(pods, gone.leftOf(name));
        WorkloadOutcome bare = new WorkloadOutcome(name, before, pods.size(), moves, "", "");
        String broken = bare.isLost() ? "" : broken(bare, pods.get(0));
        return new WorkloadOutcome(name, before, pods.size(), moves, broken, why + orders(again, tried));
    }

    /** Returns why the first pod that waits does, and which one others wait for. */
    private String why(List<RemadePod> again, Placing.Placed placed) {
        String first = again.stream()
                .filter(pod ->
                        !placed.providers().containsKey(pod) && !placed.behind().containsKey(pod))
                .findFirst()
                .map(pod -> reasons.of(pod, placed))
                .orElse("");
        String others = again.stream()
                .flatMap(pod -> Optional.ofNullable(placed.behind().get(pod)).stream())
                .map(pod -> "; later ones wait for " + pod.pod().name())
                .distinct()
                .collect(Collectors.joining());
        return first + others;
    }

    private Map<String, Integer> before(List<SchedulerPod> pods, List<SchedulerPod> left) {
        Map<String, Integer> before = new HashMap<>();
        Stream.concat(pods.stream(), left.stream())
                .map(pod ->
                        cluster.inventory().providers().ofNode(pod.nodeName()).orElse(""))
                .forEach(provider -> before.merge(provider, 1, Integer::sum));
        return before;
    }

    /** Returns what depends on the order in which pods come; empty where nothing does. */
    private static String orders(List<RemadePod> again, List<Placing.Placed> tried) {
        int least =
                tried.stream().mapToInt(placed -> places(again, placed)).min().orElse(0);
        int most =
                tried.stream().mapToInt(placed -> places(again, placed)).max().orElse(0);
        if (least == most) {
            return "";
        }
        return "; " + least + " to " + most + " of " + again.size() + " find room, by the order in which pods come";
    }

    private static int places(List<RemadePod> again, Placing.Placed placed) {
        return (int) again.stream().filter(placed.providers()::containsKey).count();
    }

    /** What has all its pods again breaks nothing, whatever others do. */
    private String broken(WorkloadOutcome outcome, SchedulerPod pod) {
        int left = outcome.left();
        int replicas = outcome.replicas();
        if (left == replicas) {
            return "";
        }
        boolean isSet = outcome.name().kind().equals(WorkloadKind.StatefulSet.name());
        boolean hasNoQuorum = isSet && left > 0 && left * 2 <= replicas;
        return budgets.brokenOf(pod).orElse(hasNoQuorum ? "no quorum" : "");
    }
}
