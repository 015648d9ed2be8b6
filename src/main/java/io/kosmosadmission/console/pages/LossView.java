package io.kosmosadmission.console.pages;

import io.kosmosadmission.console.Simulated;
import io.kosmosadmission.simulation.ClaimOutcome;
import io.kosmosadmission.simulation.PoolOutcome;
import io.kosmosadmission.simulation.SimulationResult;
import io.kosmosadmission.simulation.WorkloadOutcome;
import io.kosmosadmission.simulation.WorkloadOutcome.Word;
import io.quarkus.qute.RawString;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a loss comes to, for people. */
public record LossView(
        String at,
        String summary,
        RawString picture,
        Rows<WorkloadRow> workloads,
        Rows<ClaimRow> claims,
        Rows<String> pools,
        List<String> notModelled) {

    public LossView {
        notModelled = List.copyOf(notModelled);
    }

    /** What becomes of a workload. */
    public record WorkloadRow(
            ObjectLink link, String outcome, int before, int left, String moves, int waits, String why) {

        static WorkloadRow of(WorkloadOutcome workload) {
            String broken = workload.broken();
            return new WorkloadRow(
                    ObjectLink.of(
                            workload.name().kind(),
                            workload.name().namespace(),
                            workload.name().name()),
                    workload.word().name(),
                    workload.replicas(),
                    workload.left(),
                    providers(workload.moves()),
                    workload.waits(),
                    broken.isEmpty() || workload.why().isEmpty()
                            ? broken + workload.why()
                            : broken + "; " + workload.why());
        }
    }

    /** A claim that is out of reach. */
    public record ClaimRow(ObjectLink link, String size, String home, String consumer) {

        static ClaimRow of(ClaimOutcome claim) {
            return new ClaimRow(
                    ObjectLink.of(ObjectLink.CLAIM, claim.namespace(), claim.name()),
                    claim.size(),
                    String.join(" or ", claim.home()),
                    claim.consumer().isEmpty() ? "nobody" : claim.consumer());
        }
    }

    static LossView of(Simulated simulated) {
        SimulationResult result = simulated.result();
        return new LossView(
                simulated.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                summary(result),
                new RawString(simulated.picture()),
                Rows.first(result.workloads().stream().map(WorkloadRow::of).toList()),
                Rows.first(result.claims().stream().map(ClaimRow::of).toList()),
                Rows.first(result.pools().stream().map(LossView::pool).toList()),
                result.notModelled());
    }

    private static String summary(SimulationResult result) {
        return "Without " + String.join(" and ", result.lost()) + ", " + result.goneNodes() + " of " + result.nodes()
                + " nodes are gone. Workloads: "
                + Arrays.stream(Word.values())
                        .map(word -> word.name() + " " + result.count(word))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String providers(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> (each.getKey().isEmpty() ? "unknown provider" : each.getKey()) + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String pool(PoolOutcome pool) {
        return pool.provider() + "/" + pool.name() + " needs " + pool.nodes() + " more "
                + (pool.nodes() == 1 ? "node" : "nodes")
                + (pool.most().isPresent() ? " of " + pool.most().getAsInt() + " that it may have" : "");
    }
}
