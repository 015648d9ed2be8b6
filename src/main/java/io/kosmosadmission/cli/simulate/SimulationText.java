package io.kosmosadmission.cli.simulate;

import io.kosmosadmission.simulation.ClaimOutcome;
import io.kosmosadmission.simulation.PoolOutcome;
import io.kosmosadmission.simulation.SimulationResult;
import io.kosmosadmission.simulation.WorkloadOutcome;
import io.kosmosadmission.simulation.WorkloadOutcome.Word;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A simulation for people: its counts, a line a workload, claims, pools, and what isn't modelled. */
public final class SimulationText {

    private static final String UNKNOWN = "unknown provider";

    private SimulationText() {}

    /** Prints the outcome. Names are of others, so that what they say to a terminal is left out. */
    public static void print(SimulationResult result, PrintWriter out) {
        lines(result).forEach(line -> out.println(printable(line)));
    }

    private static List<String> lines(SimulationResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("without " + String.join(" and ", result.lost()) + ": " + result.goneNodes() + " of "
                + nodes(result.nodes()) + " are gone, and " + pods(gone(result)) + " with them");
        lines.add("workloads: " + words(result));
        lines.add("pods: " + moves(result) + ", " + sum(result, Word.waits) + " wait, " + result.count(Word.lost)
                + " are lost (" + (result.orders() == 1 ? "one order" : result.orders() + " orders") + " tried)");
        result.workloads().forEach(workload -> lines.add(line(workload)));
        result.claims().forEach(claim -> lines.add(line(claim)));
        result.pools().forEach(pool -> lines.add(line(pool)));
        result.notModelled().forEach(what -> lines.add("not modelled: " + what));
        return lines;
    }

    /** Returns the text with spaces for control characters. */
    static String printable(String line) {
        return line.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String nodes(int count) {
        return count + (count == 1 ? " node" : " nodes");
    }

    private static String pods(int count) {
        return count + (count == 1 ? " pod" : " pods");
    }

    private static int gone(SimulationResult result) {
        return result.workloads().stream().mapToInt(WorkloadOutcome::gone).sum();
    }

    private static int sum(SimulationResult result, Word word) {
        return result.workloads().stream()
                .mapToInt(each -> word == Word.waits ? each.waits() : each.moved())
                .sum();
    }

    private static String words(SimulationResult result) {
        return result.count(Word.stops) + " stop, " + result.count(Word.degraded) + " degraded, "
                + result.count(Word.moves) + " only move";
    }

    private static String moves(SimulationResult result) {
        Map<String, Integer> all = new TreeMap<>();
        result.workloads()
                .forEach(workload -> workload.moves().forEach((to, count) -> all.merge(to, count, Integer::sum)));
        return sum(result, Word.moves) + " move" + (all.isEmpty() ? "" : " (" + providers(all) + ")");
    }

    /** Returns the line of a workload: {@code shop/db (StatefulSet): degraded 1 of 3 | moves 1 (gcp) | waits 2: why}. */
    static String line(WorkloadOutcome workload) {
        List<String> parts = new ArrayList<>();
        if (workload.isLost()) {
            parts.add("lost");
        } else if (workload.stops()) {
            parts.add("stops");
        } else if (workload.word() == Word.degraded) {
            parts.add("degraded " + workload.left() + " of " + workload.replicas()
                    + (workload.broken().isEmpty() ? "" : " (" + workload.broken() + ")"));
        }
        if (workload.moved() > 0) {
            parts.add("moves " + workload.moved() + " ("
                    + (workload.moves().size() == 1
                            ? shown(workload.moves().keySet().iterator().next())
                            : providers(workload.moves()))
                    + ")");
        }
        if (workload.waits() > 0) {
            parts.add("waits " + workload.waits());
        }
        return workload.name() + ": " + String.join(" | ", parts)
                + (workload.why().isEmpty() ? "" : ": " + workload.why());
    }

    private static String providers(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> shown(each.getKey()) + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String shown(String provider) {
        return provider.isEmpty() ? UNKNOWN : provider;
    }

    private static String line(ClaimOutcome claim) {
        return "claim " + claim.namespace() + "/" + claim.name()
                + (claim.size().isEmpty() ? "" : " (" + claim.size() + ")") + ": out of reach, at home in "
                + String.join(" or ", claim.home())
                + (claim.consumer().isEmpty() ? ", used by nobody" : ", used by " + claim.consumer());
    }

    private static String line(PoolOutcome pool) {
        return "pool " + pool.provider() + "/" + pool.name() + ": needs " + pool.nodes() + " more "
                + (pool.nodes() == 1 ? "node" : "nodes")
                + (pool.most().isPresent() ? " of " + pool.most().getAsInt() + " that it may have" : "");
    }
}
