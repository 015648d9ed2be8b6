package io.kosmosadmission.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Finding.Severity;
import io.kosmosadmission.admission.ReportApi;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.kube.ObjectKey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The findings of an audit, the worst first.
 *
 * @param compared whether only those are in it that differ from those under other rules
 */
public record AuditResult(List<Line> lines, boolean compared, int pods) {

    /** A finding; added where it is there under these rules, and else only under those that they are compared with. */
    record Line(Finding finding, boolean added) {}

    public AuditResult {
        lines = List.copyOf(lines);
    }

    /** Returns the result of one audit. */
    public static AuditResult of(List<Finding> findings, int pods) {
        return new AuditResult(
                findings.stream().map(finding -> new Line(finding, true)).toList(), false, pods);
    }

    /**
     * Returns what is found now and wasn't before, or not as bad, and what was found before and isn't now. The same fault in
     * another sentence is none of these.
     */
    public static AuditResult of(List<Finding> now, List<Finding> before, int pods) {
        List<Line> lines = new ArrayList<>();
        notCovered(now, before).forEach(finding -> lines.add(new Line(finding, true)));
        notCovered(before, now).forEach(finding -> lines.add(new Line(finding, false)));
        return new AuditResult(lines, true, pods);
    }

    private static List<Finding> notCovered(List<Finding> some, List<Finding> others) {
        Map<List<ObjectKey>, List<Finding>> bySubjects =
                others.stream().collect(Collectors.groupingBy(Finding::subjects));
        return some.stream()
                .filter(finding -> bySubjects.getOrDefault(finding.subjects(), List.of()).stream()
                        .noneMatch(other -> other.covers(finding)))
                .toList();
    }

    /** Returns whether anything of severity warn or fail is found. */
    public boolean anyFault() {
        return lines.stream()
                .anyMatch(line -> line.added() && line.finding().check().isFault());
    }

    /** Returns the findings without those that are gone. */
    public List<Finding> findings() {
        return lines.stream().filter(Line::added).map(Line::finding).toList();
    }

    /** Returns the findings that are gone: those of the other rules alone. */
    public List<Finding> gone() {
        return lines.stream().filter(line -> !line.added()).map(Line::finding).toList();
    }

    /** Returns them as a list of objects. */
    public JsonNode toTree() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Line line : lines) {
            Finding finding = line.finding();
            ObjectNode node = list.addObject()
                    .put("check", finding.check().label())
                    .put("severity", word(finding.severity()))
                    .put("apiVersion", finding.subject().kind().apiVersion())
                    .put("kind", finding.subject().kind().name())
                    .put("namespace", finding.subject().namespace())
                    .put("name", finding.subject().name())
                    .put("code", finding.code())
                    .put("message", finding.message())
                    .put("wayOut", finding.wayOutOrUsual());
            if (compared) {
                node.put("change", line.added() ? "added" : "removed");
            }
        }
        return list;
    }

    /** Returns a List of the reports that a server would keep of these findings. */
    public JsonNode toReports() {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", "v1");
        list.put("kind", "List");
        list.put("items", Reports.of(findings(), ReportApi.OpenReports).values());
        return Trees.JSON.valueToTree(list);
    }

    /** Prints a line for each, its way out below, and a summary. */
    public void print(PrintWriter out) {
        for (Line line : lines) {
            Finding finding = line.finding();
            String sign = compared ? line.added() ? "+ " : "- " : "";
            out.println(sign + String.format("%-5s", word(finding.severity())) + where(finding) + ": "
                    + finding.check().label() + ": " + finding.message());
            if (line.added()) {
                out.println(" ".repeat(sign.length() + 5) + "  way out: " + finding.wayOutOrUsual());
            }
        }
        out.println(summary());
    }

    private static String where(Finding finding) {
        String namespace = finding.subject().namespace();
        return (namespace.isEmpty() ? "" : namespace + "/") + finding.subject().name() + " ("
                + finding.subject().kind().name() + ")";
    }

    private String summary() {
        if (!compared) {
            return counted(findings()) + "; pods looked at: " + pods;
        }
        return "added: " + counted(findings()) + "; removed: " + counted(gone());
    }

    private static String counted(List<Finding> findings) {
        String counts = Stream.of(Severity.values())
                .map(severity -> findings.stream()
                                .filter(it -> it.severity() == severity)
                                .count() + " " + word(severity))
                .collect(Collectors.joining(", "));
        return findings.isEmpty()
                ? "nothing found"
                : findings.size() + (findings.size() == 1 ? " finding (" : " findings (") + counts + ")";
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
