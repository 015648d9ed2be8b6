package io.kosmosadmission.cluster.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares how the entries of a webhook configuration are called. The canary is taken by the fail-closed entry of pods
 * alone; where the others say the same address and the same authorities, they are called as well as that one.
 */
final class CalledEntries {

    /** The entries that take the canary. */
    private static final Map<String, String> TRIED = Map.of(
            WebhookConfigurations.MUTATING, "pods-fail-closed.mutate.kosmos-admission.io",
            WebhookConfigurations.VALIDATING, "pods-fail-closed.validate.kosmos-admission.io");

    private static final int MOST_NAMED = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CalledEntries() {}

    /** Returns the finding that entries differ from the one that is tried out; empty where that isn't there, too. */
    static Optional<Finding> differing(String kind, byte[] configuration) throws IOException {
        JsonNode webhooks = JSON.readTree(configuration).path("webhooks");
        String tried = TRIED.getOrDefault(kind, "");
        JsonNode called = JSON.missingNode();
        for (JsonNode webhook : webhooks) {
            called = name(webhook).equals(tried) ? webhook.path("clientConfig") : called;
        }
        if (called.isMissingNode()) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        Set<String> fields = new TreeSet<>();
        for (JsonNode webhook : webhooks) {
            Set<String> differing = differing(called, webhook.path("clientConfig"));
            if (!differing.isEmpty()) {
                others.add(name(webhook));
                fields.addAll(differing);
            }
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(finding(kind, others, fields, tried));
    }

    private static String name(JsonNode webhook) {
        return webhook.path("name").asText();
    }

    private static Set<String> differing(JsonNode one, JsonNode other) {
        Set<String> fields = new TreeSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> one.path(field).equals(other.path(field)));
        return fields;
    }

    private static Finding finding(String kind, List<String> others, Set<String> fields, String tried) {
        List<String> first = others.subList(0, Math.min(MOST_NAMED, others.size()));
        int more = others.size() - first.size();
        return new Finding(
                Finding.Check.EntriesDiffer,
                List.of(WebhookConfigurations.SUBJECT),
                kind + " calls " + String.join(", ", first) + (more == 0 ? "" : " and " + more + " more")
                        + " by another clientConfig (" + String.join(", ", fields) + ") than " + tried
                        + ", which alone is tried out: apply the manifests again");
    }
}
