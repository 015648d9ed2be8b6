package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** k8s/components/monitoring: what is scraped, and the alerts, each with its row in operate.md and its unit tests. */
class AlertsTest {
    private static final Path TESTS = Script.PROJECT.resolve("src/test/prometheus/alerts_test.yaml");
    private static final String PAGE = "src/docs/operate.md";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(KosmosAdmission\\w+)` \\| (\\w+) \\| .* \\| \\[[^]]+]\\((#[a-z0-9-]+)\\) \\|$");

    static Stream<JsonNode> alerts() {
        return Monitoring.alerts().stream();
    }

    @Test
    void theServiceMonitorFindsThePortThatTheServiceHasAndTheNetworkPolicyOpens() {
        InstalledManifests base = InstalledManifests.of("base");
        JsonNode monitor = InstalledManifests.of(Monitoring.COMPONENT).the("ServiceMonitor", "kosmos-admission");
        JsonNode endpoint = monitor.at("/spec/endpoints/0");
        JsonNode service = base.the("Service", "kosmos-admission");

        JsonNode port = list(service.at("/spec/ports")).stream()
                .filter(each -> each.path("name").equals(endpoint.path("port")))
                .findFirst()
                .orElseThrow();
        assertThat(list(base.the("NetworkPolicy", "kosmos-admission").at("/spec/ingress/0/ports")))
                .extracting(each -> each.path("port"))
                .contains(port.path("targetPort"));
        assertThat(base.the("NetworkPolicy", "kosmos-admission")
                        .at("/spec/ingress/0")
                        .has("from"))
                .isFalse();
        assertThat(endpoint.path("path").asText())
                .isEqualTo(base.the("Deployment", "kosmos-admission")
                        .at("/spec/template/metadata/annotations")
                        .path("prometheus.io/path")
                        .asText());
        JsonNode labels = InstalledManifests.kustomization("base").at("/labels/0/pairs");
        assertThat(monitor.at("/spec/selector/matchLabels").properties())
                .isNotEmpty()
                .allSatisfy(wanted -> assertThat(labels.path(wanted.getKey())).isEqualTo(wanted.getValue()));
    }

    @Test
    void whatTheComponentBringsIsOurs() {
        JsonNode labels = InstalledManifests.kustomization("base").at("/labels/0/pairs");
        assertThat(InstalledManifests.of(Monitoring.COMPONENT).all()).hasSize(2).allSatisfy(object -> {
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo("kosmos-admission");
            assertThat(object.at("/metadata/labels")).isEqualTo(labels);
        });
    }

    @Test
    void everyAlertHasItsRowAndLeadsWhereTheRowLeads() {
        String page = InstalledManifests.read(Script.PROJECT.resolve(PAGE));
        Map<String, String> told = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            told.put(row.group(1), row.group(2) + " " + PAGE + row.group(3));
        }
        Map<String, String> ours = new TreeMap<>();
        alerts().forEach(alert -> ours.put(
                alert.path("alert").asText(),
                alert.at("/labels/severity").asText() + " "
                        + alert.at("/annotations/runbook").asText()));
        assertThat(ours).hasSizeGreaterThan(10).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowBadWhatAndWhere(JsonNode alert) {
        assertThat(alert.path("alert").asText()).startsWith("KosmosAdmission");
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        assertThat(alert.at("/annotations/summary").asText()).matches("[A-Z].{10,80}\\.");
        assertThat(alert.at("/annotations/description").asText()).endsWith(".");
        Set<String> shown = Pattern.compile("\\$labels\\.(\\w+)")
                .matcher(alert.path("annotations").toString())
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
        assertThat(Expression.of(alert.path("expr").asText()).groupings()).containsAll(shown);
    }

    /** What is no fault, and what an alert tells by itself, is not told a second time. */
    @Test
    void theAlertOfFindingsLeavesOutWhatOthersTell() {
        List<String> leftOut = alerts().filter(
                        alert -> alert.path("alert").asText().equals("KosmosAdmissionFinding"))
                .flatMap(alert -> Expression.of(alert.path("expr").asText()).matches().stream())
                .flatMap(match -> match.values().stream())
                .toList();
        assertThat(leftOut).contains("provider-lost", "certificate-not-trusted");
        assertThat(leftOut)
                .containsAll(Stream.of(Finding.Check.values())
                        .filter(check -> !check.isFault())
                        .map(Finding.Check::label)
                        .toList());
    }

    @Test
    void everyAlertFiresInATestOfItsOwn() {
        String tests = InstalledManifests.read(TESTS);
        assertThat(alerts())
                .extracting(alert -> alert.path("alert").asText())
                .allSatisfy(alert -> assertThat(tests)
                        .matches("(?s).*(alertname=\"" + alert + "\", alertstate=\"firing\", |alertname: " + alert
                                + "\\n    exp_alerts:\\n    - ).*"));
    }

    /** promtool reads files of rules, and not the object that the operator makes them of. */
    @Test
    void fireAndAreSilentAsTheirUnitTestsSay(@TempDir Path folder) throws IOException {
        Needed.program("promtool", ": Debian's package prometheus has it");
        YAMLMapper yaml = new YAMLMapper();
        yaml.writeValue(folder.resolve("alerts.yaml").toFile(), groups(yaml));
        Files.copy(TESTS, folder.resolve("alerts_test.yaml"));

        assertSuccess(folder, "check", "rules", "alerts.yaml");
        assertSuccess(folder, "test", "rules", "alerts_test.yaml");
    }

    /** As rules, since promtool parses no expression alone. */
    @Test
    void promtoolParsesTheExpressionsOfTheDashboard(@TempDir Path folder) throws IOException {
        Needed.program("promtool", ": Debian's package prometheus has it");
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode file = yaml.createObjectNode();
        ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
        List<String> expressions = Monitoring.expressionsOfTheDashboard().toList();
        for (int i = 0; i < expressions.size(); i++) {
            group.withArray("rules").addObject().put("record", "panel:" + i).put("expr", expressions.get(i));
        }
        yaml.writeValue(folder.resolve("dashboard.yaml").toFile(), file);

        assertSuccess(folder, "check", "rules", "dashboard.yaml");
    }

    private static ObjectNode groups(YAMLMapper yaml) {
        ObjectNode file = yaml.createObjectNode();
        file.set("groups", Monitoring.groups());
        return file;
    }

    private static void assertSuccess(Path folder, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Script.Result ran = new Script(folder, Map.of()).run(command);
        assertThat(ran.exit()).as(ran.stdout() + ran.stderr()).isZero();
    }
}
