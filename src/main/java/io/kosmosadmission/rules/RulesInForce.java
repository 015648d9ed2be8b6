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
 * @param good the last good text; empty where there never was any
 * @param judged the text that was written last, good or not; empty where there is none
 * @param errors why what is written doesn't hold; empty where it does
 */
public record RulesInForce(
        Configuration configuration, Optional<RulesText> good, Optional<RulesText> judged, List<String> errors) {

    public RulesInForce {
        errors = List.copyOf(errors);
    }

    public static final RulesInForce NONE =
            new RulesInForce(Configuration.DEFAULT, Optional.empty(), Optional.empty(), List.of());

    /**
     * Returns the rules of a text before which there was none.
     *
     * @throws WrongRulesException with all that is wrong with it: there is no last good one
     */
    public static RulesInForce first(RulesText text) throws WrongRulesException {
        RulesInForce rules = NONE.written(text);
        if (!rules.valid()) {
            throw new WrongRulesException(rules.errors());
        }
        return rules;
    }

    /** remembered: the last good text of an earlier run. One that isn't good any more was written for another version. */
    public static RulesInForce remembering(Optional<RulesText> remembered) {
        return remembered
                .filter(text -> !text.text().isBlank())
                .map(NONE::written)
                .filter(RulesInForce::valid)
                .orElse(NONE);
    }

    /** Returns the next step where this is written now. */
    public RulesInForce written(RulesText text) {
        Optional<RulesText> now = Optional.of(text);
        if (judged.equals(now)) {
            return this;
        }
        ConfigurationReader.Result read = new ConfigurationReader().read(text.name(), text.text());
        return read.isValid()
                ? new RulesInForce(read.configuration(), now, now, List.of())
                : refused(
                        now,
                        read.errors().stream().map(ConfigurationError::toString).toList());
    }

    /** Returns the next step where nothing is written now, or it can't be read; why says so, for people. */
    public RulesInForce gone(String why) {
        return good.isEmpty() ? NONE : refused(Optional.empty(), List.of(why));
    }

    private RulesInForce refused(Optional<RulesText> text, List<String> why) {
        return new RulesInForce(configuration, good, text, why);
    }

    public boolean valid() {
        return errors.isEmpty();
    }
}
