package io.kosmosadmission.reading.rules;

import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Binds the rules of one file. */
final class RuleBinder {

    /** The value of annotation placed-by where no rule placed the pod. */
    private static final String NO_RULE = "-";

    private final MatchBinder match;
    private final PlacementBinder placement;
    private final ColocationCycles cycles = new ColocationCycles();
    private final Set<String> names = new HashSet<>();

    RuleBinder(MatchBinder match, List<ProviderSettings> providers) {
        this.match = match;
        this.placement = new PlacementBinder(providers);
    }

    List<Rule> bind(YamlNode place) {
        return place.list(this::rule);
    }

    private Optional<Rule> rule(YamlNode place) {
        return place.mapping("name", "match", "placement", "mode").map(fields -> {
            String name = name(fields.at("name"));
            List<MatchTerm> terms = match.podTerms(fields.at("match"));
            PlacementBinder.Bound placed = placement.bind(fields.at("placement").required("{} places nothing"));
            Optional<Mode> mode = fields.at("mode").oneOf(ConfigurationBinder.MODES);
            Rule rule = new Rule(name, terms, placed.placement(), mode);
            cycles.judge(rule, placed.colocate());
            return rule;
        });
    }

    private String name(YamlNode place) {
        String name = PartName.bind(place, names);
        if (name.equals(NO_RULE)) {
            place.invalid("stands for no rule in annotation kosmos-admission.io/placed-by");
        }
        return name;
    }
}
