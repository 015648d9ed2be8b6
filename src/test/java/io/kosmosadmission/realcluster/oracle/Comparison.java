package io.kosmosadmission.realcluster.oracle;

import io.kosmosadmission.scheduler.ClusterView;
import io.kosmosadmission.scheduler.Placement;
import io.kosmosadmission.scheduler.Scheduler;
import io.kosmosadmission.scheduler.SchedulerCluster;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Places each pod in the order in which the scheduler did, in a view that then follows the scheduler's choice, and holds what ours
 * says to what its log says.
 */
public final class Comparison {
    private static final String NOT_NAMED = "node(s) didn't satisfy plugin(s) [NodeAffinity]";

    private final int minorVersion;
    private final Scheduler scheduler;
    private final Map<String, Integer> scores = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int pods;
    private int sameNodes;
    private int refused;
    private int choiceAmongBest;
    private int chosen;

    public Comparison(int minorVersion) {
        this.minorVersion = minorVersion;
        this.scheduler = new Scheduler(minorVersion);
    }

    /** Adds one cluster as it was before the first attempt, the pods that came then, and the log of what happened. */
    void add(String name, SchedulerCluster before, List<SchedulerPod> newcomers, SchedulerLog log) {
        ClusterView view = ClusterView.of(before);
        Map<String, SchedulerPod> byName = new HashMap<>();
        Set<String> placed = new HashSet<>();
        newcomers.forEach(pod -> byName.put(pod.namespace() + "/" + pod.name(), pod));
        for (int i = 0; i < log.attempts().size(); i++) {
            SchedulerLog.Attempt attempt = log.attempts().get(i);
            for (String back : log.givenBackBefore(i)) {
                if (placed.remove(back)) {
                    view.remove(byName.get(back));
                }
            }
            SchedulerPod pod = byName.get(attempt.pod());
            if (pod != null) {
                Placement placement = scheduler.place(pod.on(""), view);
                compare(
                        name + " " + attempt.pod(),
                        attempt,
                        placement,
                        log.bound().get(attempt.pod()),
                        pod.nodeName());
                if (attempt.refusal().isEmpty()) {
                    if (!placed.add(attempt.pod())) {
                        view.remove(pod); // what the scheduler had chosen could not be had, and it tries again
                    }
                    view.add(pod);
                }
            }
        }
    }

    private void compare(
            String pod, SchedulerLog.Attempt attempt, Placement placement, SchedulerLog.Bound bound, String node) {
        pods++;
        if (attempt.refusal().isPresent()) {
            refused++;
            // Before 1.32 the sentence leaves out the nodes that aren't looked at since the pod names others.
            boolean complete = minorVersion >= 32 || !placement.reasons().containsKey(NOT_NAMED);
            if (!complete) {
                same(pod + ": refusal", List.of(), placement.feasible());
                return;
            }
            String said = inNewWords(attempt.refusal().get().replaceFirst("^(.*?\\.)( .*)?$", "$1"));
            same(pod + ": refusal", said, placement.isFeasible() ? placement.feasible() : placement.message());
            return;
        }
        Set<String> feasible = new TreeSet<>(placement.feasible());
        if (attempt.scores().isEmpty()) {
            sameNodes += same(pod + ": the only feasible node", Set.of(node), feasible) ? 1 : 0;
        } else {
            Set<String> theirs = attempt.scores().values().iterator().next().keySet();
            sameNodes += same(pod + ": feasible nodes", theirs, feasible) ? 1 : 0;
            compareScores(pod, attempt.scores(), placement);
        }
        if (bound != null) {
            same(pod + ": number of feasible nodes", bound.feasibleNodes(), feasible.size());
        }
        chosen++;
        if (placement.best().contains(node)) {
            choiceAmongBest++;
        }
    }

    /** Two sentences of 1.31 have other words today. */
    private static String inNewWords(String message) {
        return message.replace(
                        "node(s) had volume node affinity conflict",
                        "node(s) didn't match PersistentVolume's node affinity")
                .replace(
                        "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
                        "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use"
                                + " by another pod");
    }

    private void compareScores(String pod, Map<String, Map<String, Long>> theirs, Placement placement) {
        Set<String> plugins = new TreeSet<>(theirs.keySet());
        plugins.addAll(placement.plugins());
        for (String plugin : plugins) {
            Map<String, Placement.Score> ours = placement.scores(plugin);
            theirs.getOrDefault(plugin, Map.of()).forEach((node, score) -> {
                scores.merge(plugin, 1, Integer::sum);
                Placement.Score own = ours.get(node);
                same(pod + ": " + plugin + " of " + node, score, own == null ? 0L : own.weighted());
            });
            if (!theirs.containsKey(plugin)) {
                ours.forEach((node, own) -> same(pod + ": " + plugin + " of " + node, 0L, own.weighted()));
            }
        }
    }

    private boolean same(String what, Object theirs, Object ours) {
        boolean same = theirs.equals(ours);
        if (!same) {
            differences.add(what + ": the scheduler says " + theirs + ", ours " + ours);
        }
        return same;
    }

    public List<String> differences() {
        return differences;
    }

    /** Returns how many of the pods were given a node that is among our best, from 0 to 1. */
    public double choicesAmongBest() {
        return chosen == 0 ? 0 : (double) choiceAmongBest / chosen;
    }

    /** Returns how many scores were compared, by plugin. */
    public Map<String, Integer> scores() {
        return new LinkedHashMap<>(scores);
    }

    public int refused() {
        return refused;
    }

    @Override
    public String toString() {
        return pods + " attempts, " + refused + " refused, the same nodes for " + sameNodes + " of " + chosen
                + ", the choice among our best for " + choiceAmongBest + "; scores compared: "
                + scores.values().stream().mapToInt(Integer::intValue).sum() + " " + scores + "; differences: "
                + differences.size();
    }
}
