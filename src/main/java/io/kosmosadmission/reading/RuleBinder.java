package io.kosmosadmission.reading;

import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A rule and the words of its placement. */
final class RuleBinder {

    private static final List<String> WHEN_UNSATISFIABLE =
            List.of(TopologySpreadConstraint.SCHEDULE_ANYWAY, TopologySpreadConstraint.DO_NOT_SCHEDULE);

    /** What annotation placed-by says where no rule placed the pod. */
    private static final String NO_RULE = "-";

    private final MatchBinder match;

    RuleBinder(MatchBinder match) {
        this.match = match;
    }

    /** names are those of the rules before it. */
    Optional<Rule> bind(YamlNode place, Set<String> names) {
        return place.mapping("name", "match", "placement", "mode")
                .map(fields -> new Rule(
                        name(fields.at("name"), names),
                        match.podTerms(fields.at("match")),
                        placement(fields.at("placement").required("{} places nothing")),
                        fields.at("mode").oneOf(ConfigurationBinder.MODES)));
    }

    private static String name(YamlNode place, Set<String> names) {
        String name = PartName.bind(place, names);
        if (name.equals(NO_RULE)) {
            place.invalid("stands for no rule in annotation kosmos-admission.io/placed-by");
        }
        return name;
    }

    private static Placement placement(YamlNode place) {
        return place.mapping("spread", "tolerate")
                .map(fields -> new Placement(
                        fields.at("spread")
                                .mapping("maxSkew", "whenUnsatisfiable", "minDomains", "labelKeys", "keepHostSpread")
                                .map(RuleBinder::spread),
                        tolerate(fields.at("tolerate"))))
                .orElse(new Placement(Optional.empty(), List.of()));
    }

    private static Spread spread(YamlMapping fields) {
        YamlNode when = fields.at("whenUnsatisfiable");
        Optional<String> whenUnsatisfiable = when.oneOf(WHEN_UNSATISFIABLE);
        boolean soft =
                when.isAbsent() || whenUnsatisfiable.equals(Optional.of(TopologySpreadConstraint.SCHEDULE_ANYWAY));
        OptionalInt minDomains = fields.at("minDomains").positive();
        if (soft && minDomains.isPresent()) {
            fields.at("minDomains").invalid("only with whenUnsatisfiable DoNotSchedule");
        }
        return new Spread(
                fields.at("maxSkew").positive().orElse(1),
                whenUnsatisfiable.orElse(TopologySpreadConstraint.SCHEDULE_ANYWAY),
                minDomains,
                fields.at("labelKeys").texts(LabelSyntax::key),
                fields.at("keepHostSpread").bool().orElse(true));
    }

    private static List<String> tolerate(YamlNode place) {
        List<String> names = place.texts(
                name -> name.equals(Placement.EVERY_PROVIDER) ? Optional.empty() : LabelSyntax.provider(name));
        if (names.size() > 1 && names.contains(Placement.EVERY_PROVIDER)) {
            place.invalid("\"*\" is every provider and stands alone");
        }
        return names;
    }
}
