package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What k8s/components/monitoring brings. */
public final class Monitoring {
    static final String COMPONENT = "components/monitoring";
    static final Path DASHBOARD = InstalledManifests.FOLDER.resolve("chart/dashboard/dashboard.json");

    private Monitoring() {}

    static JsonNode groups() {
        return InstalledManifests.of(COMPONENT)
                .the("PrometheusRule", "kosmos-admission")
                .at("/spec/groups");
    }

    static List<JsonNode> rules() {
        return list(groups()).stream()
                .flatMap(group -> list(group.path("rules")).stream())
                .toList();
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static JsonNode dashboard() {
        try {
            return new ObjectMapper().readTree(DASHBOARD.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<JsonNode> panels() {
        return list(dashboard().path("panels"));
    }

    /** Returns the expressions of the dashboard, with its variables as Grafana fills them in. */
    static Stream<String> expressionsOfTheDashboard() {
        Stream<String> variables = list(dashboard().at("/templating/list")).stream()
                .map(variable -> variable.path("definition").asText())
                .filter(query -> query.startsWith("label_values("))
                .map(query -> query.replaceAll("label_values\\((.*), \\w+\\)", "$1"));
        Stream<String> panels = panels().stream()
                .flatMap(panel -> list(panel.path("targets")).stream())
                .map(target -> target.path("expr").asText());
        return Stream.concat(variables, panels)
                .map(text -> text.replace("$__rate_interval", "2m").replaceAll("\\$\\w+", "x"));
    }

    static Stream<Expression> expressions() {
        return Stream.concat(rules().stream().map(rule -> rule.path("expr").asText()), expressionsOfTheDashboard())
                .map(Expression::of);
    }

    /** Returns the names of the series that are not our own but of the JVM, and of what else a server measures. */
    public static List<String> ofTheProcess() {
        return expressions()
                .flatMap(expression -> expression.series().stream())
                .filter(name -> !name.startsWith("kosmos_admission") && !name.startsWith("apiserver_"))
                .distinct()
                .toList();
    }
}
