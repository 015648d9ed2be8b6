package io.kosmosadmission.simulation;

import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.scheduler.DisruptionBudget;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Sums up by workload what becomes of its pods. */
final class Workloads {

    private final SimulatedCluster cluster;
    private final GonePods gone;
    private final Reasons reasons;

    /** What the orders of the pods came to: the first one, and in how many each pod found a place. */
    record Tried(Placing.Placed first, List<Placing.Placed> all) {}

    Workloads(SimulatedCluster cluster, GonePods gone, Reasons reasons) {
        this.cluster = cluster;
        this.gone = gone;
        this.reasons = reasons;
    }

    List<WorkloadOutcome> of(Map<WorkloadName, List<RemadePod>> remade, Tried tried) {
        List<WorkloadOutcome> outcomes = new ArrayList<>();
        gone.byWorkload()
                .forEach((name, pods) -> outcomes.add(of(name, pods, remade.getOrDefault(name, List.of()), tried)));
        return outcomes;
    }

    private WorkloadOutcome of(WorkloadName name, List<SchedulerPod> pods, List<RemadePod> again, Tried tried) {
        Map<String, Integer> moves = new HashMap<>();
        String why = "";
        for (RemadePod pod : again) {
            String provider = tried.first().providers().get(pod);
            if (provider != null) {
                moves.merge(provider, 1, Integer::sum);
            } else if (why.isEmpty()) {
                why = reasons.of(
                        pod, Objects.requireNonNull(tried.first().waiting().get(pod)));
            }
        }
        Map<String, Integer> before = before(pods, gone.leftOf(name));
        WorkloadOutcome bare = new WorkloadOutcome(name, before, pods.size(), moves, "", "");
        String broken = bare.isLost() ? "" : broken(name, pods.get(0), bare.replicas(), bare.left());
        return new WorkloadOutcome(name, before, pods.size(), moves, broken, why + orders(again, tried));
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
    private static String orders(List<RemadePod> again, Tried tried) {
        ToIntFunction<Placing.Placed> places = placed ->
                (int) again.stream().filter(placed.providers()::containsKey).count();
        int least = tried.all().stream().mapToInt(places).min().orElse(0);
        int most = tried.all().stream().mapToInt(places).max().orElse(0);
        if (least == most) {
            return "";
        }
        boolean waits = places.applyAsInt(tried.first()) < again.size();
        return (waits ? "; " : "") + least + " to " + most + " of " + again.size()
                + " find room, by the order in which pods come";
    }

    private String broken(WorkloadName name, SchedulerPod pod, int replicas, int left) {
        for (DisruptionBudget budget : cluster.scheduled().budgets()) {
            boolean holds = budget.namespace().equals(pod.namespace())
                    && budget.selector()
                            .filter(selector -> selector.matches(pod.metadata().labels()))
                            .isPresent();
            if (holds && left < budget.required(replicas)) {
                return "PodDisruptionBudget " + budget.name() + " needs " + budget.required(replicas);
            }
        }
        boolean isSet = name.kind().equals(WorkloadKind.StatefulSet.name());
        return isSet && left > 0 && left < replicas && left * 2 <= replicas ? "no quorum" : "";
    }
}
