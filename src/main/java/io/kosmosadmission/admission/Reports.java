package io.kosmosadmission.admission;

import io.kosmosadmission.admission.Finding.Severity;
import io.kosmosadmission.kube.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings as reports that other tools read: one of each namespace that has any, and one of the cluster, for nodes,
 * storage classes and the rules. Only what is of severity fail or warn is in them, the worst first, and no more than
 * 500 of a report.
 */
public final class Reports {

    /** The name of each report. */
    public static final String NAME = "kosmos-admission";

    /** The annotation that tells by its value whether a report says the same as another one. */
    public static final String CONTENT = "kosmos-admission.io/content";

    static final int MOST = 500;

    private Reports() {}

    /** Returns the reports by namespace, as trees of JSON; the empty namespace stands for the cluster. */
    public static Map<String, Map<String, Object>> of(List<Finding> findings, ReportApi api) {
        Map<String, List<Finding>> byNamespace = new TreeMap<>();
        findings.stream()
                .filter(finding -> finding.check().isFault())
                .sorted(Finding.WORST_FIRST)
                .forEach(finding -> byNamespace
                        .computeIfAbsent(namespace(finding), unseen -> new ArrayList<>())
                        .add(finding));
        Map<String, Map<String, Object>> reports = new TreeMap<>();
        byNamespace.forEach((namespace, all) -> reports.put(namespace, report(namespace, all, api)));
        return reports;
    }

    /** Findings about the rules are those of the cluster, though their ConfigMap has a namespace. */
    private static String namespace(Finding finding) {
        return finding.subjects().isEmpty() ? "" : finding.subject().namespace();
    }

    private static Map<String, Object> report(String namespace, List<Finding> findings, ReportApi api) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", NAME);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("labels", Map.of("app.kubernetes.io/managed-by", NAME));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("apiVersion", api.apiVersion());
        report.put("kind", api.kind(namespace));
        report.put("metadata", metadata);
        report.put("summary", summary(findings));
        report.put("results", results(findings));
        metadata.put("annotations", Map.of(CONTENT, content(report)));
        return report;
    }

    /** Returns the value of {@link #CONTENT} of a report. */
    public static String content(Map<String, Object> report) {
        return digest(report.get("kind") + " " + report.get("summary") + " " + report.get("results"));
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every platform has it
        }
    }

    private static Map<String, Object> summary(List<Finding> findings) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("pass", 0);
        summary.put("fail", count(findings, Severity.Fail));
        summary.put("warn", count(findings, Severity.Warn));
        summary.put("error", 0);
        summary.put("skip", 0);
        return summary;
    }

    private static int count(List<Finding> findings, Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static List<Map<String, Object>> results(List<Finding> findings) {
        int told = Math.min(MOST, findings.size());
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < told; i++) {
            boolean last = i == told - 1;
            results.add(result(findings.get(i), last ? findings.size() - told : 0));
        }
        return results;
    }

    /** leftOut: how many more findings the report has no room for. */
    private static Map<String, Object> result(Finding finding, int leftOut) {
        boolean fails = finding.severity() == Severity.Fail;
        Map<String, String> properties = new TreeMap<>();
        properties.put("way-out", finding.wayOutOrUsual());
        if (leftOut > 0) {
            properties.put("left-out", String.valueOf(leftOut));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", NAME);
        result.put("policy", finding.check().label());
        if (!finding.code().isEmpty()) {
            result.put("rule", finding.code());
        }
        result.put("result", fails ? "fail" : "warn");
        result.put("severity", fails ? "high" : "medium");
        result.put("scored", true);
        result.put("message", steady(finding));
        result.put("resources", List.of(resource(finding.subject())));
        result.put("properties", properties);
        return result;
    }

    /** Sentences with numbers that come and go would change the report each time. */
    private static String steady(Finding finding) {
        return switch (finding.check()) {
            case Unplaced -> "pods lack what they would be given now";
            case Skewed -> "pods crowd on a provider beyond the maxSkew of their rule";
            case SurplusReplicas -> "it has more replicas than providers that take one each, so that some stay Pending";
            default -> finding.steady();
        };
    }

    private static Map<String, String> resource(ObjectKey key) {
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("apiVersion", key.kind().apiVersion());
        resource.put("kind", key.kind().name());
        if (!key.namespace().isEmpty()) {
            resource.put("namespace", key.namespace());
        }
        resource.put("name", key.name());
        return resource;
    }
}
