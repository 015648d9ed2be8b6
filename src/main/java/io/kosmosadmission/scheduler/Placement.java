package io.kosmosadmission.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a pod can be put, and what each plugin says of it. Nothing here changes with the view that it was found in.
 */
public final class Placement {

    private final List<SchedulerNode> feasible;
    private final List<PluginScores> scores;
    private final List<SchedulerNode> refused;
    private final List<List<String>> refusals;
    private final Optional<String> never;

    /** A plugin's score of one node: raw as it was computed, normalized from 0 to 100, weighted as it counts. */
    public record Score(long raw, long normalized, long weighted) {}

    /** refusals are why each of the refused nodes is, in their order; never is why all of them are, whatever they are like. */
    Placement(
            List<SchedulerNode> feasible,
            List<PluginScores> scores,
            List<SchedulerNode> refused,
            List<List<String>> refusals,
            Optional<String> never) {
        this.feasible = List.copyOf(feasible);
        this.scores = List.copyOf(scores);
        this.refused = List.copyOf(refused);
        this.refusals = List.copyOf(refusals);
        this.never = never;
    }

    /** Returns the names of the nodes that every filter lets through. */
    public List<String> feasible() {
        return feasible.stream().map(SchedulerNode::name).toList();
    }

    /** Returns at how many nodes was looked. */
    int looked() {
        return feasible.size() + refused.size();
    }

    public boolean isFeasible() {
        return !feasible.isEmpty();
    }

    /** Returns the names of the nodes with the highest total, sorted; the scheduler draws one of them at random. */
    public List<String> best() {
        long highest = Long.MIN_VALUE;
        List<String> best = new ArrayList<>();
        for (int i = 0; i < feasible.size(); i++) {
            long total = total(i);
            if (total > highest) {
                highest = total;
                best.clear();
            }
            if (total == highest) {
                best.add(feasible.get(i).name());
            }
        }
        Collections.sort(best);
        return best;
    }

    /** Returns the first of the best nodes by name, so that the same question has the same answer. */
    public Optional<String> node() {
        return best().stream().findFirst();
    }

    private long total(int index) {
        long total = 0;
        for (PluginScores plugin : scores) {
            total += plugin.weight() * plugin.normalized()[index];
        }
        return total;
    }

    /** Returns the plugins that score the pod; one that has nothing to say of it is left out, as in the scheduler. */
    public List<String> plugins() {
        return scores.stream().map(PluginScores::plugin).toList();
    }

    /** Returns the scores of one plugin by node; empty for a plugin that leaves the pod out. */
    public Map<String, Score> scores(String plugin) {
        Map<String, Score> byNode = new LinkedHashMap<>();
        for (PluginScores scored : scores) {
            if (scored.plugin().equals(plugin)) {
                for (int i = 0; i < feasible.size(); i++) {
                    long normalized = scored.normalized()[i];
                    byNode.put(
                            feasible.get(i).name(),
                            new Score(scored.raw()[i], normalized, scored.weight() * normalized));
                }
            }
        }
        return byNode;
    }

    /** Returns the sum of the weighted scores of each feasible node. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int i = 0; i < feasible.size(); i++) {
            totals.put(feasible.get(i).name(), total(i));
        }
        return totals;
    }

    /** Returns by node the reasons of the first filter that refuses it, in the scheduler's own words. */
    public Map<String, List<String>> refusals() {
        Map<String, List<String>> byNode = new TreeMap<>();
        for (int i = 0; i < refused.size(); i++) {
            byNode.put(refused.get(i).name(), refusals.get(i));
        }
        return byNode;
    }

    /** Returns how many nodes are refused for each reason. */
    public Map<String, Integer> reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        refusals.forEach(reasons -> reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum)));
        return counts;
    }

    /** Returns the sentence that the scheduler writes into the pod's condition where no node is feasible. */
    public String message() {
        List<String> parts = new ArrayList<>();
        if (never.isPresent()) {
            parts.add(never.get());
        } else {
            reasons().forEach((reason, count) -> parts.add(count + " " + reason));
        }
        Collections.sort(parts);
        int nodes = feasible.size() + refusals.size();
        return feasible.size() + "/" + nodes + " nodes are available: " + String.join(", ", parts) + ".";
    }
}
