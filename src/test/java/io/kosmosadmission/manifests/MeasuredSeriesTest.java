package io.kosmosadmission.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What alerts and the dashboard read is there: the series, their labels, and the values of these. */
class MeasuredSeriesTest {

    static Stream<Expression> expressions() {
        return Monitoring.expressions();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void areThereWithTheirLabelsAndValues(Expression expression) {
        Set<String> recorded = recorded();
        assertThat(expression.series())
                .isNotEmpty()
                .allMatch(name -> MeasuredSeries.names().contains(name) || recorded.contains(name));
        assertThat(expression.matches()).allSatisfy(match -> {
            assertThat(labels(match.series())).contains(match.label());
            Set<String> closed = MeasuredSeries.values(match.label());
            if (!closed.isEmpty()) {
                assertThat(closed).containsAll(match.values());
            }
        });
        Set<String> any = expression.series().stream()
                .flatMap(name -> labels(name).stream())
                .collect(Collectors.toSet());
        assertThat(any).containsAll(expression.groupings()).containsAll(expression.joins());
    }

    /** Of a recorded series, those that its expression groups by. */
    private static Set<String> labels(String series) {
        return Monitoring.rules().stream()
                .filter(rule -> rule.path("record").asText().equals(series))
                .findFirst()
                .map(rule ->
                        Set.copyOf(Expression.of(rule.path("expr").asText()).groupings()))
                .orElseGet(() -> MeasuredSeries.labels(series));
    }

    private static Set<String> recorded() {
        return Monitoring.rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void anExpressionIsTakenApart() {
        Expression expression = Expression.of("""
                histogram_quantile(0.99, sum by (le, webhook) (rate(a_bucket{x="1", y=~"b|c"}[10m]))) > 14 * 86400
                and on (pod) (up offset 5m) unless max(d:e:f1) by (q)
                  or on () label_replace(vector(0), "check", "none", "", "")""");
        assertThat(expression.series()).containsExactly("a_bucket", "up", "d:e:f1");
        assertThat(expression.groupings()).containsExactly("le", "webhook", "q");
        assertThat(expression.joins()).containsExactly("pod");
        assertThat(expression.matches())
                .containsExactly(
                        new Expression.Match("a_bucket", "x", List.of("1")),
                        new Expression.Match("a_bucket", "y", List.of("b", "c")));
    }

    @Test
    void ourSeriesHaveTheirLabels() {
        assertThat(MeasuredSeries.names())
                .contains("kosmos_admission_reviews_total", "kosmos_admission_review_seconds_bucket")
                .doesNotContain("kosmos_admission_review_seconds");
        assertThat(MeasuredSeries.labels("kosmos_admission_reviews_total"))
                .contains("webhook", "kind", "operation", "decision", "reason", "mode")
                .doesNotContain("rule");
        assertThat(MeasuredSeries.labels("kosmos_admission_review_seconds_bucket"))
                .contains("webhook", "le");
        assertThat(MeasuredSeries.labels("kosmos_admission_rule_hits_total")).contains("rule", "mode");
    }
}
