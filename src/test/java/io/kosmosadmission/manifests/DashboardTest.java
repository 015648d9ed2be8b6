package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;
import static io.kosmosadmission.manifests.InstalledManifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard for Grafana. */
class DashboardTest {
    /** In Grafana's grid; every screen is that wide. */
    private static final int COLUMNS = 24;

    /** Bytes: kubectl keeps what was applied in an annotation, which ends at 256 KiB. */
    private static final int MOST_BYTES = 200 << 10;

    static Stream<JsonNode> panels() {
        return Monitoring.panels().stream();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void isReadableByItself(JsonNode panel) {
        String title = panel.path("title").asText();
        assertThat(title).isNotEmpty();
        assertThat(panel.path("description").asText()).as(title).matches("[A-Z0-9].{20,}\\.");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
        assertThat(list(panel.path("targets"))).as(title).isNotEmpty().allSatisfy(target -> {
            assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(target.path("legendFormat").asText()).isNotEmpty();
        });
    }

    /** A legend names labels that the expression keeps. */
    @ParameterizedTest
    @MethodSource("panels")
    void legendsNameWhatIsGroupedBy(JsonNode panel) {
        for (JsonNode target : panel.path("targets")) {
            Set<String> named = Pattern.compile("\\{\\{(\\w+)}}")
                    .matcher(target.path("legendFormat").asText())
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toSet());
            assertThat(Expression.of(target.path("expr").asText()).groupings())
                    .as(panel.path("title").asText())
                    .containsAll(named);
        }
    }

    /** Else two installations that one Prometheus measures would be shown as one. */
    @ParameterizedTest
    @MethodSource("panels")
    void everySeriesIsOfTheChosenInstallation(JsonNode panel) {
        for (JsonNode target : panel.path("targets")) {
            String expression = target.path("expr").asText();
            assertThat(Expression.of(expression).series())
                    .as(expression)
                    .isNotEmpty()
                    .allSatisfy(
                            name -> assertThat(expression).contains(name + "{namespace=\"$namespace\", job=\"$job\""));
        }
    }

    /** An id that changes loses the links to the panel. */
    @Test
    void idsAreThoseOfTheOrder() {
        assertThat(panels().map(panel -> panel.path("id").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, Monitoring.panels().size())
                                .boxed()
                                .toList());
        assertThat(Monitoring.dashboard().path("uid").asText()).isEqualTo("kosmos-admission");
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<List<Integer>> taken = new HashSet<>();
        panels().forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            int bottom = place.path("y").asInt() + place.path("h").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < bottom; y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void everyMetricOfOursIsShown() {
        Set<String> shown = Monitoring.expressionsOfTheDashboard()
                .flatMap(text -> Expression.of(text).series().stream())
                .collect(Collectors.toSet());
        assertThat(MeasuredSeries.names().stream()
                        .filter(name -> name.startsWith("kosmos_admission_"))
                        .filter(name -> !name.matches(".*_seconds_(count|sum)")))
                .isNotEmpty()
                .isSubsetOf(shown);
    }

    @Test
    void grafanasSidecarFindsIt() throws IOException {
        JsonNode kustomization = InstalledManifests.kustomization("chart/dashboard");
        JsonNode map = kustomization.at("/configMapGenerator/0");
        assertThat(texts(map.path("files")))
                .containsExactly("kosmos-admission.json=" + Monitoring.DASHBOARD.getFileName());
        assertThat(map.at("/options/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(map.at("/options/disableNameSuffixHash").asBoolean()).isTrue();
        assertThat(Files.size(Monitoring.DASHBOARD)).isLessThan(MOST_BYTES);
    }
}
