package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.reading.yaml.YamlMapping;
import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Binds a boundary and its sets of providers. */
final class BoundaryBinder {

    private final MatchBinder match;

    BoundaryBinder(MatchBinder match) {
        this.match = match;
    }

    /**
     * Returns the boundary; empty where the place holds no mapping. names are those of the boundaries before it; its
     * own is added.
     */
    Optional<Boundary> bind(YamlNode place, Set<String> names) {
        return place.mapping("name", "match", "providers", "mode").map(fields -> {
            Sets sets = fields.at("providers")
                    .required("")
                    .mapping("required", "fallback", "forbidden")
                    .map(BoundaryBinder::sets)
                    .orElse(Sets.NONE);
            return new Boundary(
                    PartName.bind(fields.at("name"), names),
                    match.podTerms(fields.at("match")),
                    sets.required,
                    sets.fallback,
                    sets.forbidden,
                    fields.at("mode").oneOf(ConfigurationBinder.MODES));
        });
    }

    private record Sets(List<String> required, List<String> fallback, List<String> forbidden) {
        private static final Sets NONE = new Sets(List.of(), List.of(), List.of());
    }

    private static Sets sets(YamlMapping fields) {
        if (!fields.has("required") && !fields.has("forbidden")) {
            fields.place().requiredValue("at least one of required, forbidden");
        }
        if (fields.has("fallback") && !fields.has("required")) {
            fields.at("fallback").forbidden("only with required");
        }
        List<String> required = providers(fields.at("required"), LabelSyntax::provider);
        List<String> fallback = providers(fields.at("fallback"), LabelSyntax::provider);
        List<String> forbidden =
                providers(fields.at("forbidden"), notAmong(new HashSet<>(required), new HashSet<>(fallback)));
        return new Sets(required, fallback, forbidden);
    }

    private static List<String> providers(YamlNode place, Function<String, Optional<String>> complaint) {
        return place.notEmpty("").texts(complaint);
    }

    private static Function<String, Optional<String>> notAmong(Set<String> required, Set<String> fallback) {
        return name -> {
            if (required.contains(name)) {
                return Optional.of("is required too");
            }
            return fallback.contains(name) ? Optional.of("is a fallback too") : LabelSyntax.provider(name);
        };
    }
}
