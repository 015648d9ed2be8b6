package io.kosmosadmission.cli.simulate;

import io.kosmosadmission.picture.Svg;
import io.kosmosadmission.simulation.SimulationResult;
import io.kosmosadmission.simulation.WorkloadOutcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws a simulation as SVG: a row a workload, and for each provider its pods before and after, as numbers and as bars.
 * What waits or is lost is hatched, and a word.
 */
public final class SimulationPicture {

    private static final int ROW = 22;
    private static final int NAMES = 330;
    private static final int COLUMN = 130;
    private static final int BAR = 80;
    private static final int TOP = 64;
    private static final int THICKNESS = 12;
    private static final int SIZE = 12;
    private static final String WAITS = "waits or lost";

    /** More rows than people look at; the text has all. */
    private static final int MOST = 200;

    private final SimulationResult result;
    private final Set<String> columns = new TreeSet<>();
    private final Svg svg;
    private final String title;
    private final int longest;

    private SimulationPicture(SimulationResult result) {
        this.result = result;
        result.workloads().forEach(workload -> {
            columns.addAll(workload.before().keySet());
            columns.addAll(workload.moves().keySet());
        });
        this.longest = result.workloads().stream()
                .mapToInt(WorkloadOutcome::replicas)
                .max()
                .orElse(1);
        this.title = "Pods by provider, before and without " + String.join(" and ", result.lost());
        this.svg = new Svg(NAMES + (columns.size() + 1) * COLUMN, title);
    }

    public static String of(SimulationResult result) {
        return new SimulationPicture(result).drawn();
    }

    private String drawn() {
        int rows = Math.min(MOST, result.workloads().size());
        text(8, 20, title);
        int x = NAMES;
        for (String provider : columns) {
            text(
                    x,
                    TOP - 8,
                    (provider.isEmpty() ? "unknown" : provider) + (result.lost().contains(provider) ? " (gone)" : ""));
            x += COLUMN;
        }
        text(x, TOP - 8, WAITS);
        int y = TOP;
        for (WorkloadOutcome workload : result.workloads().subList(0, rows)) {
            row(workload, y);
            y += 2 * ROW;
        }
        if (rows < result.workloads().size()) {
            text(8, y + 15, "and " + (result.workloads().size() - rows) + " more workloads");
        }
        return svg.toString();
    }

    private void row(WorkloadOutcome workload, int y) {
        svg.line(y);
        text(8, y + 15, shortened(workload.name().toString()));
        text(8, y + ROW + 15, workload.word().name());
        text(NAMES - 48, y + 15, "before");
        text(NAMES - 48, y + ROW + 15, "after");
        Map<String, Integer> after = after(workload);
        int x = NAMES;
        for (String provider : columns) {
            bar(x, y, workload.before().getOrDefault(provider, 0), true);
            bar(x, y + ROW, after.getOrDefault(provider, 0), true);
            x += COLUMN;
        }
        bar(x, y + ROW, workload.isLost() ? workload.gone() : workload.waits(), false);
    }

    private Map<String, Integer> after(WorkloadOutcome workload) {
        Map<String, Integer> after = new TreeMap<>(workload.before());
        after.keySet().removeAll(result.lost());
        workload.moves().forEach((provider, count) -> after.merge(provider, count, Integer::sum));
        return after;
    }

    private void bar(int x, int y, int pods, boolean running) {
        int length = Math.max(2, pods * BAR / longest);
        if (pods > 0) {
            svg.bar(x, y + 5, length, THICKNESS, !running, String.valueOf(pods));
        }
        text(x + length + 6, y + 15, String.valueOf(pods));
    }

    private void text(int x, int y, String text) {
        svg.text(x, y, SIZE, text);
    }

    private static String shortened(String name) {
        int most = 44;
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }
}
