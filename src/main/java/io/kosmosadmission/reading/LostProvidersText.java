package io.kosmosadmission.reading;

import io.kosmosadmission.inventory.LostProviders;
import io.kosmosadmission.reading.rules.ConfigurationErrors;
import io.kosmosadmission.reading.yaml.YamlMapping;
import io.kosmosadmission.reading.yaml.YamlNode;
import io.kosmosadmission.reading.yaml.YamlParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The record of the lost providers as text: the one key of a ConfigMap that says {@code lost: [{provider: "aws", since:
 * "2026-01-02T03:04:05Z"}]}. It is read as strictly as the rules are.
 */
public final class LostProvidersText {

    public static final String KEY = "lost.yaml";

    private static final String FIRST_LINE =
            "# The providers none of whose nodes is ready. Written by the holder of the lease.\n";

    private LostProvidersText() {}

    /** Reads the text. Throws with the first of its errors. */
    public static LostProviders read(String text) throws UnreadableException {
        ConfigurationErrors errors = new ConfigurationErrors(KEY);
        Map<String, Instant> since = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        new YamlParser(errors)
                .parse(text)
                .map(root -> new YamlNode(Optional.of(root), "", root.getStartMark(), errors))
                .flatMap(root -> root.mapping("lost"))
                .map(root -> root.at("lost").required(""))
                .ifPresent(list ->
                        list.list(item -> item.mapping("provider", "since")).forEach(item -> put(since, seen, item)));
        if (!errors.inDocumentOrder().isEmpty()) {
            throw new UnreadableException(errors.inDocumentOrder().get(0).toString());
        }
        return new LostProviders(since);
    }

    private static void put(Map<String, Instant> since, Set<String> seen, YamlMapping item) {
        YamlNode provider = item.at("provider").required("");
        YamlNode time = item.at("since").required("");
        Optional<String> name = provider.text().filter(text -> provider.isNew(text, seen));
        Optional<Instant> from = time.text(LostProvidersText::complaint).flatMap(LostProvidersText::time);
        name.ifPresent(text -> from.ifPresent(instant -> since.put(text, instant)));
    }

    private static Optional<String> complaint(String text) {
        return time(text).isPresent() ? Optional.empty() : Optional.of("must be a time, such as 2026-01-02T03:04:05Z");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** Writes the text that is read as these. */
    public static String write(LostProviders lost) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append("lost:\n");
        lost.since()
                .forEach((provider, since) -> text.append("- {provider: \"")
                        .append(provider)
                        .append("\", since: \"")
                        .append(since)
                        .append("\"}\n"));
        return text.toString();
    }
}
