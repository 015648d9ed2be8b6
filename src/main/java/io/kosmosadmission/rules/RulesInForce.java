package io.kosmosadmission.rules;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.ConfigurationError;
import io.kosmosadmission.reading.ConfigurationReader;
import java.util.List;
import java.util.Optional;

/**
 * Decides which configuration holds: the written one where it is good, else the last good one. Where there never was any,
 * it is the defaults, and nothing is wrong. Immutable: each step gives the next.
 *
 * @param good the text of the last good one; empty where there never was any
 * @param errors why what is written doesn't hold; empty where it does
 */
public record RulesInForce(Configuration configuration, Optional<String> good, List<String> errors) {

    /** Begins the position of each error. */
    private static final String FILE = "rules.yaml";

    private static final String GONE = "there were rules, and now there are none";

    public RulesInForce {
        errors = List.copyOf(errors);
    }

    public static final RulesInForce NONE = new RulesInForce(Configuration.DEFAULT, Optional.empty(), List.of());

    /** remembered: the last good text of an earlier run. One that isn't good any more was written for another version. */
    public static RulesInForce remembering(Optional<String> remembered) {
        RulesInForce read = NONE.written(remembered.filter(text -> !text.isBlank()));
        return read.valid() ? read : NONE;
    }

    /** text: what is written now; empty where there is nothing. */
    public RulesInForce written(Optional<String> text) {
        if (text.isEmpty()) {
            return good.isEmpty() ? NONE : refused(List.of(GONE));
        }
        ConfigurationReader.Result read = new ConfigurationReader().read(FILE, text.get());
        return read.isValid()
                ? new RulesInForce(read.configuration(), text, List.of())
                : refused(
                        read.errors().stream().map(ConfigurationError::toString).toList());
    }

    private RulesInForce refused(List<String> why) {
        return new RulesInForce(configuration, good, why);
    }

    public boolean valid() {
        return errors.isEmpty();
    }
}
