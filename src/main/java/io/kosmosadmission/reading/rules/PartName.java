package io.kosmosadmission.reading.rules;

import io.kosmosadmission.reading.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Binds the name of a rule or a boundary, which becomes a metric's label and an annotation's value. */
final class PartName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    private PartName() {}

    /**
     * Returns the name, or an empty string where it is wrong. names are those of the parts before it; this one is
     * added.
     */
    static String bind(YamlNode place, Set<String> names) {
        return place.required("")
                .text(PartName::complaint)
                .filter(name -> place.isNew(name, names))
                .orElse("");
    }

    private static Optional<String> complaint(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must be 1 to 63 letters, digits, '-', '_' or '.'");
    }
}
