package io.kosmosadmission.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Glob;
import io.kosmosadmission.config.NodeTerm;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.inventory.NodeTerms;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.rules.RulesInForce;
import io.kosmosadmission.rules.RulesText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a cluster under other names. What they say of names by a pattern or an address is said of each object that
 * it matches now. Wrong rules are left out.
 */
final class AnonymousRules {

    private static final String CONTACT = "#platform";

    private final String text;
    private final List<String> namespaces;
    private final List<Node> nodes;
    private final Configuration configuration;

    AnonymousRules(String text, List<String> namespaces, List<Node> nodes, ManifestRemarks remarks) {
        this.namespaces = List.copyOf(namespaces);
        this.nodes = List.copyOf(nodes);
        Optional<Configuration> read = read(text);
        this.text = read.isPresent() ? text : "";
        this.configuration = read.orElse(Configuration.DEFAULT);
        if (!text.isEmpty() && read.isEmpty()) {
            remarks.note("the rules in the cluster are not valid, and are left out: check them with the command rules");
        }
    }

    private static Optional<Configuration> read(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RulesInForce.first(new RulesText(ManifestReader.RULES_KEY, text))
                            .configuration());
        } catch (IOException wrong) {
            return Optional.empty();
        }
    }

    String providerLabel() {
        return configuration.providerLabel();
    }

    String renamed(Names names) {
        try {
            List<JsonNode> documents = Trees.documents(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ManifestReader.RULES_KEY);
            if (documents.isEmpty()) {
                return "";
            }
            ObjectNode rules = (ObjectNode) documents.get(0);
            if (rules.has("contact")) {
                rules.put("contact", CONTACT);
            }
            providers(rules.path("providers"), names);
            parts(rules, names);
            return Trees.yaml(rules);
        } catch (IOException impossible) {
            return ""; // it was read before
        }
    }

    private void providers(JsonNode providers, Names names) {
        Renaming renaming = new Renaming(names);
        for (JsonNode provider : providers) {
            ProviderSettings settings = configuration.providers().stream()
                    .filter(each -> each.name().equals(provider.path("name").asText()))
                    .findFirst()
                    .orElseThrow();
            if (settings.nodes().stream().anyMatch(AnonymousRules::namesNodes)) {
                ArrayNode terms = ((ObjectNode) provider).putArray("nodes");
                nodes.stream()
                        .filter(node -> NodeTerms.match(settings, node))
                        .forEach(node -> terms.addObject().put("name", names.node(node.name())));
            } else {
                provider.path("nodes").forEach(term -> labels(term.path("matchLabels"), renaming));
            }
            labels(provider.path("attachLabels"), renaming);
            provider.path("taints").forEach(renaming::taint);
            for (JsonNode pool : provider.path("elasticPools")) {
                ((ObjectNode) pool).put("name", names.name(pool.path("name").asText()));
                labels(pool.path("labels"), renaming);
                pool.path("taints").forEach(renaming::taint);
            }
        }
    }

    private static boolean namesNodes(NodeTerm term) {
        return term.name().isPresent()
                || term.publicCIDR().isPresent()
                || term.providerIDPrefix()
                        .filter(prefix -> !prefix.matches("[^:/]*(:/*)?"))
                        .isPresent();
    }

    private static void labels(JsonNode labels, Renaming renaming) {
        labels.properties()
                .forEach(label -> label.setValue(
                        labels instanceof ObjectNode object
                                ? object.textNode(renaming.value(
                                        label.getKey(), label.getValue().asText()))
                                : label.getValue()));
    }

    /** Renames in everything but the providers. */
    private void parts(ObjectNode object, Names names) {
        Renaming renaming = new Renaming(names);
        for (var field : List.copyOf(object.properties())) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "providers" -> {}
                case "namespaces" -> object.set("namespaces", matched(value, names));
                case "name" -> object.put("name", names.name(value.asText()));
                case "pool" -> object.put("pool", pool(value.asText(), names));
                case "matchLabels" -> labels(value, renaming);
                case "matchExpressions" -> value.forEach(renaming::expression);
                default -> below(value, names);
            }
        }
    }

    private void below(JsonNode value, Names names) {
        if (value.isObject()) {
            parts((ObjectNode) value, names);
        } else if (value.isArray()) {
            value.forEach(each -> below(each, names));
        }
    }

    private ArrayNode matched(JsonNode patterns, Names names) {
        ArrayNode all = Trees.JSON.createArrayNode();
        for (JsonNode pattern : patterns) {
            List<String> matched = namespaces.stream()
                    .filter(new Glob(pattern.asText())::matches)
                    .toList();
            if (matched.isEmpty() || pattern.asText().equals("*")) {
                all.add(names.name(pattern.asText()));
            } else {
                matched.forEach(namespace -> all.add(names.name(namespace)));
            }
        }
        return all;
    }

    private static String pool(String pool, Names names) {
        int slash = pool.indexOf('/');
        return pool.substring(0, slash + 1) + names.name(pool.substring(slash + 1));
    }
}
