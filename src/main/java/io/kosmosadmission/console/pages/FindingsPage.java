package io.kosmosadmission.console.pages;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.console.Audited;
import io.kosmosadmission.console.BackgroundAudit;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import io.kosmosadmission.picture.Svg;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an audit finds now, each with its way out, by check and namespace. */
public final class FindingsPage implements Page {

    private static final int ROW = 24;
    private static final int NAMES = 240;
    private static final int BAR = 260;
    private static final int SIZE = 13;
    private static final int TOP = 30;

    private final BackgroundAudit audit;

    public FindingsPage(BackgroundAudit audit) {
        this.audit = audit;
    }

    /** A finding for people. */
    public record FindingRow(
            String severity, String check, String code, ObjectLink link, String message, String wayOut) {

        static FindingRow of(Finding finding) {
            return new FindingRow(
                    finding.check().severity().name().toLowerCase(Locale.ROOT),
                    finding.check().label(),
                    finding.code(),
                    ObjectLink.of(finding.subject()),
                    finding.message(),
                    finding.wayOutOrUsual());
        }
    }

    /** How many findings a check has. */
    public record CheckCount(String check, String severity, int count) {}

    @Override
    public Content answer(Question question) {
        BackgroundAudit.Known known = audit.newest();
        Map<String, Object> data = new HashMap<>();
        data.put("failure", known.failure());
        data.put("awaited", known.isAwaited());
        data.put("check", question.field("check"));
        data.put("namespace", question.field("namespace"));
        data.put("audited", known.audited().map(it -> found(it, question)).orElse(Map.of()));
        return Content.of("Findings", "findings", data).awaiting(known.isAwaited());
    }

    private static Map<String, Object> found(Audited audited, Question question) {
        String check = question.field("check");
        String namespace = question.field("namespace");
        List<Finding> chosen = audited.findings().stream()
                .filter(finding ->
                        check.isEmpty() || check.equals(finding.check().label()))
                .filter(finding -> namespace.isEmpty()
                        || namespace.equals(finding.subject().namespace()))
                .toList();
        Rows<Finding> first = Rows.first(chosen);
        List<CheckCount> counts = counts(chosen);
        Set<String> checks = new TreeSet<>();
        Set<String> namespaces = new TreeSet<>();
        audited.findings().forEach(finding -> {
            checks.add(finding.check().label());
            namespaces.add(finding.subject().namespace());
        });
        namespaces.remove("");
        return Map.of(
                "at", audited.at().toString(),
                "all", audited.findings().size(),
                "count", chosen.size(),
                "counts", counts,
                "checks", List.copyOf(checks),
                "namespaces", Rows.first(List.copyOf(namespaces)),
                "rows", new Rows<>(first.shown().stream().map(FindingRow::of).toList(), first.more()),
                "picture", new RawString(picture(counts)),
                "remarks", Rows.first(audited.remarks()));
    }

    /** Returns the counts, the worst first, as the findings are. */
    private static List<CheckCount> counts(List<Finding> findings) {
        Map<Finding.Check, Integer> byCheck = new TreeMap<>((one, other) -> one.severity() == other.severity()
                ? one.compareTo(other)
                : one.severity().compareTo(other.severity()));
        findings.forEach(finding -> byCheck.merge(finding.check(), 1, Integer::sum));
        List<CheckCount> counts = new ArrayList<>();
        byCheck.forEach((check, count) ->
                counts.add(new CheckCount(check.label(), check.severity().name().toLowerCase(Locale.ROOT), count)));
        return counts;
    }

    private static String picture(List<CheckCount> counts) {
        Svg svg = new Svg(NAMES + BAR + 60, "Findings by check");
        svg.text(4, 18, SIZE, "findings by check; hatched: fail");
        int most = counts.stream().mapToInt(CheckCount::count).max().orElse(1);
        int y = TOP;
        for (CheckCount each : counts) {
            int length = Math.max(2, each.count() * BAR / most);
            svg.line(y)
                    .text(4, y + 17, SIZE, each.check())
                    .bar(NAMES, y + 6, length, ROW - 11, each.severity().equals("fail"), each.check())
                    .text(NAMES + length + 6, y + 17, SIZE, String.valueOf(each.count()));
            y += ROW;
        }
        return svg.toString();
    }
}
