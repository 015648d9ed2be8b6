package io.kosmosadmission.scheduler.plugins;

import io.kosmosadmission.scheduler.PluginScores;
import io.kosmosadmission.scheduler.state.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * The score plugins with their default weights. ImageLocality (weight 1) isn't among them, since it isn't known which images a
 * node has. Source: apis/config/v1/default_plugins.go.
 */
public final class Scores {

    private final Cycle cycle;
    private final List<NodeState> feasible;
    private final List<PluginScores> scores = new ArrayList<>();

    private Scores(Cycle cycle, List<NodeState> feasible) {
        this.cycle = cycle;
        this.feasible = feasible;
    }

    /** Returns what each plugin says of these nodes; a plugin that has nothing to do with the pod is left out. */
    public static List<PluginScores> of(Cycle cycle, List<NodeState> feasible) {
        Scores scores = new Scores(cycle, feasible);
        scores.ofNodes();
        scores.ofResources();
        scores.ofPods();
        return scores.scores;
    }

    private void ofNodes() {
        NodeFacts facts = cycle.facts();
        add(
                TaintToleration.NAME,
                TaintToleration.WEIGHT,
                node -> facts.unwelcome(node.index()),
                Normalizing::byHighestReversed);
        if (!cycle.spec().affinity().preferredNodes().isEmpty()) {
            add(NodeAffinity.NAME, NodeAffinity.WEIGHT, node -> facts.preference(node.index()), Normalizing::byHighest);
        }
    }

    private void ofResources() {
        ResourceScores resources = cycle.resources();
        add(NodeResourcesFit.NAME, NodeResourcesFit.WEIGHT, resources::leastAllocated, UnaryOperator.identity());
        if (BalancedAllocation.scores(cycle.spec().demand().requests(), cycle.minorVersion())) {
            add(BalancedAllocation.NAME, BalancedAllocation.WEIGHT, resources::balanced, UnaryOperator.identity());
        }
    }

    private void ofPods() {
        SoftSpread spread = SoftSpread.of(cycle, feasible);
        if (!spread.isSkipped()) {
            long[] raw = spread.raw();
            scores.add(new PluginScores(SoftSpread.NAME, SoftSpread.WEIGHT, raw, SoftSpread.normalized(raw)));
        }
        NearnessToPods nearness = NearnessToPods.of(cycle);
        if (!nearness.isSkipped()) {
            long[] raw = nearness.raw(feasible);
            scores.add(
                    new PluginScores(NearnessToPods.NAME, NearnessToPods.WEIGHT, raw, NearnessToPods.normalized(raw)));
        }
    }

    private void add(String plugin, int weight, ToLongFunction<NodeState> score, UnaryOperator<long[]> normalizing) {
        long[] raw = new long[feasible.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = score.applyAsLong(feasible.get(i));
        }
        scores.add(new PluginScores(plugin, weight, raw, normalizing.apply(raw)));
    }
}
