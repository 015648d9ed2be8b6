package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What k8s/components/monitoring brings. */
final class Monitoring {
    static final String COMPONENT = "components/monitoring";

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

    static Stream<Expression> expressions() {
        return rules().stream().map(rule -> Expression.of(rule.path("expr").asText()));
    }
}
