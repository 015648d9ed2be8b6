package io.kosmosadmission.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.simulation.ClaimOutcome;
import io.kosmosadmission.simulation.PoolOutcome;
import io.kosmosadmission.simulation.SimulationResult;
import io.kosmosadmission.simulation.WorkloadOutcome;
import java.io.IOException;

/** A simulation for machines. */
public final class SimulationJson {

    private SimulationJson() {}

    public static String of(SimulationResult result) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode lost = json.putArray("lost");
        result.lost().forEach(lost::add);
        ArrayNode workloads = json.putArray("workloads");
        result.workloads().forEach(workload -> add(workloads.addObject(), workload));
        ArrayNode claims = json.putArray("claims");
        result.claims().forEach(claim -> add(claims.addObject(), claim));
        ArrayNode pools = json.putArray("pools");
        result.pools().forEach(pool -> add(pools.addObject(), pool));
        ArrayNode notModelled = json.putArray("notModelled");
        result.notModelled().forEach(notModelled::add);
        return Trees.prettyJson(json);
    }

    private static void add(ObjectNode json, WorkloadOutcome workload) {
        json.put("kind", workload.name().kind())
                .put("namespace", workload.name().namespace())
                .put("name", workload.name().name())
                .put("replicas", workload.replicas())
                .put("outcome", workload.word().name())
                .put("stops", workload.stops());
        ObjectNode moves = json.putObject("moves");
        workload.moves().forEach(moves::put);
        json.put("waits", workload.waits()).put("why", why(workload));
    }

    /** What isn't met any more, and why pods wait. */
    private static String why(WorkloadOutcome workload) {
        boolean isBoth = !workload.broken().isEmpty() && !workload.why().isEmpty();
        return workload.broken() + (isBoth ? "; " : "") + workload.why();
    }

    private static void add(ObjectNode json, ClaimOutcome claim) {
        json.put("namespace", claim.namespace())
                .put("name", claim.name())
                .put("size", claim.size())
                .put("consumer", claim.consumer());
        ArrayNode home = json.putArray("home");
        claim.home().forEach(home::add);
    }

    private static void add(ObjectNode json, PoolOutcome pool) {
        json.put("provider", pool.provider()).put("name", pool.name()).put("nodes", pool.nodes());
        pool.most().ifPresent(most -> json.put("most", most));
    }
}
