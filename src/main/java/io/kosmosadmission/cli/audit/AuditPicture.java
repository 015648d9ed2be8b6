package io.kosmosadmission.cli.audit;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.picture.Svg;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Draws the pods of each workload by provider: a row a workload, those that are skewed first and hatched. */
public final class AuditPicture {

    private static final int MOST_ROWS = 200;
    private static final int MOST_LETTERS = 44;
    private static final int NAMES = 340;
    private static final int COLUMN = 150;
    private static final int BAR = 110;
    private static final int ROW = 22;
    private static final int TOP = 60;

    private AuditPicture() {}

    public static String of(List<Audit.Landed> workloads) {
        List<Audit.Landed> rows = workloads.stream()
                .sorted(Comparator.comparing((Audit.Landed each) -> !each.skewed())
                        .thenComparing(each -> -each.pods())
                        .thenComparing(Audit.Landed::name))
                .limit(MOST_ROWS)
                .toList();
        Set<String> providers = new TreeSet<>();
        workloads.forEach(each -> providers.addAll(each.byProvider().keySet()));
        int most = rows.stream()
                .flatMap(each -> each.byProvider().values().stream())
                .max(Comparator.naturalOrder())
                .orElse(1);
        Svg svg = new Svg(NAMES + COLUMN * Math.max(1, providers.size()) + 10, "Pods by provider");
        svg.text(10, 22, 16, "Pods by provider")
                .text(
                        10,
                        40,
                        11,
                        "hatched and marked !: beyond the maxSkew of its rule"
                                + leftOut(workloads.size() - rows.size()));
        int x = NAMES;
        for (String provider : providers) {
            svg.text(x, TOP, 12, shortened(provider.isEmpty() ? "no known provider" : provider, MOST_LETTERS / 2));
            x += COLUMN;
        }
        int y = TOP + 8;
        for (Audit.Landed each : rows) {
            row(svg, y, each, providers, most);
            y += ROW;
        }
        return svg.toString();
    }

    /** most is the number of pods that the longest bar stands for. */
    private static void row(Svg svg, int y, Audit.Landed workload, Set<String> providers, int most) {
        svg.line(y).text(10, y + 16, 12, (workload.skewed() ? "! " : "") + shortened(workload.name(), MOST_LETTERS));
        int x = NAMES;
        for (String provider : providers) {
            int count = workload.byProvider().getOrDefault(provider, 0);
            int length = Math.max(1, count * BAR / most);
            if (count > 0) {
                svg.bar(x, y + 5, length, ROW - 10, workload.skewed(), workload.name() + ": " + count);
            }
            svg.text(x + (count > 0 ? length + 4 : 0), y + 16, 12, String.valueOf(count));
            x += COLUMN;
        }
    }

    private static String leftOut(int count) {
        return count == 0 ? "" : "; " + count + " workloads with fewer pods are left out";
    }

    private static String shortened(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }
}
