package io.kosmosadmission.admission.judging;

import io.kosmosadmission.ResultText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration as phrases with {@code and} between them: {@code mode Warn}, {@code storage Audit},
 * {@code fileServices Enforce}, {@code drained aws}, {@code attach aws k: "v"},
 * {@code rule apart onePerProvider: Required}; and boundaries: {@code eu requires aws scaleway},
 * {@code eu forbids gcp mode Warn}. A boundary matches all pods, or those with a label: {@code eu requires aws app web}.
 */
final class GivenRules {

    private static final Map<String, String> STORAGE = Map.of("storage", "mode", "fileServices", "fileServices");

    private static final Map<String, String> PROVIDERS =
            Map.of("requires", "required", "fallback", "fallback", "forbids", "forbidden");
    private static final Set<String> KEYWORDS = Set.of("requires", "fallback", "forbids", "mode", "app");

    private GivenRules() {}

    static String of(String phrases) {
        List<String> settings = new ArrayList<>();
        List<String> storage = new ArrayList<>();
        List<String> boundaries = new ArrayList<>();
        for (String phrase : phrases.equals(ResultText.NONE) ? new String[0] : phrases.split(" and ")) {
            String[] words = phrase.split(" ", 3);
            switch (words[0]) {
                case "mode" -> settings.add("mode: " + words[1]);
                case "storage", "fileServices" -> storage.add(STORAGE.get(words[0]) + ": " + words[1]);
                case "drained" -> settings.add("providers: [{name: " + words[1] + ", state: Drained}]");
                case "attach" ->
                    settings.add("providers: [{name: " + words[1] + ", attachLabels: {" + words[2] + "}}]");
                case "rule" ->
                    settings.add("rules: [{name: " + words[1] + ", match: [{}], placement: {" + words[2] + "}}]");
                default -> boundaries.add(boundary(List.of(phrase.split(" "))));
            }
        }
        return Stream.concat(
                        settings.stream(),
                        Stream.of("storage: {" + String.join(", ", storage) + "}", "boundaries: " + boundaries))
                .collect(Collectors.joining("\n"));
    }

    private static String boundary(List<String> words) {
        List<String> providers = new ArrayList<>();
        PROVIDERS.forEach((word, field) -> {
            if (words.contains(word)) {
                providers.add(field + ": " + values(words, word));
            }
        });
        String mode = values(words, "mode").stream().map(it -> ", mode: " + it).collect(Collectors.joining());
        return "{name: " + words.get(0) + ", match: [{" + labels(values(words, "app")) + "}], providers: {"
                + String.join(", ", providers) + "}" + mode + "}";
    }

    private static String labels(List<String> apps) {
        return apps.isEmpty() ? "" : "podSelector: {matchLabels: {app: " + apps.get(0) + "}}";
    }

    private static List<String> values(List<String> words, String keyword) {
        int from = words.indexOf(keyword) + 1;
        return from == 0
                ? List.of()
                : words.subList(from, words.size()).stream()
                        .takeWhile(word -> !KEYWORDS.contains(word))
                        .toList();
    }
}
