package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static Finding finding(Finding.Check check, String namespace, String name, String message) {
        return new Finding(check, List.of(ObjectKey.pod(namespace, name)), message);
    }

    private static List<?> results(Map<String, Object> report) {
        return (List<?>) report.getOrDefault("results", List.of());
    }

    @Test
    void eachNamespaceAndTheClusterHaveOne() {
        Map<String, Map<String, Object>> reports = Reports.of(
                List.of(
                        finding(Finding.Check.Denied, "a", "x", "m"),
                        finding(Finding.Check.NowhereToday, "b", "x", "m"),
                        new Finding(Finding.Check.NodeWithoutLabel, List.of(ObjectKey.node("n")), "m"),
                        Finding.ofRules(Finding.Check.RuleUnmet, "m"),
                        Finding.ofRules(Finding.Check.NoElasticPool, "is no fault")),
                ReportApi.OpenReports);
        assertThat(reports).containsOnlyKeys("", "a", "b");
        assertThat(reports.get("")).containsEntry("kind", "ClusterReport");
        assertThat(reports.get("a"))
                .containsEntry("kind", "Report")
                .containsEntry("apiVersion", "openreports.io/v1alpha1");
        assertThat(results(reports.get(""))).hasSize(2);
        assertThat(reports.get("").toString()).doesNotContain("is no fault");
    }

    @Test
    void theWorstComeFirstAndTheRestIsCounted() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < Reports.MOST; i++) {
            many.add(finding(Finding.Check.NowhereToday, "a", "x" + i, "m"));
        }
        many.add(finding(Finding.Check.Denied, "a", "y", "worst"));
        Map<String, Object> report = Reports.of(many, ReportApi.PolicyReports).getOrDefault("a", Map.of());
        List<?> results = results(report);
        assertThat(results).hasSize(Reports.MOST);
        assertThat(results.get(0).toString()).contains("worst", "result=fail");
        assertThat(results.get(Reports.MOST - 1).toString()).contains("left-out=1");
        assertThat(report.get("summary").toString()).contains("fail=1, warn=500");
        assertThat(report).containsEntry("kind", "PolicyReport");
    }

    @Test
    void numbersThatComeAndGoChangeNothing() {
        String before = content("1 of 3 pods of deployment \"web\" lacks what would be added now: spread");
        assertThat(content("2 of 3 pods of deployment \"web\" lack what would be added now: spread"))
                .isEqualTo(before);
        assertThat(Reports.content(
                        Reports.of(List.of(finding(Finding.Check.Denied, "a", "x", "m")), ReportApi.OpenReports)
                                .getOrDefault("a", Map.of())))
                .isNotEqualTo(before);
    }

    @Test
    void theSentenceIsTheSteadyOne() {
        Finding lost =
                Finding.ofRules(Finding.Check.ProviderLost, "lost since noon").withSteady("lost");
        Map<String, Object> report =
                Reports.of(List.of(lost), ReportApi.OpenReports).getOrDefault("", Map.of());
        assertThat(report.toString()).contains("message=lost,").doesNotContain("noon");
    }

    private static String content(String message) {
        return Reports.content(
                Reports.of(List.of(finding(Finding.Check.Unplaced, "a", "x", message)), ReportApi.OpenReports)
                        .getOrDefault("a", Map.of()));
    }
}
