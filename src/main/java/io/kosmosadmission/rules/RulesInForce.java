package io.kosmosadmission.rules;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.reading.ConfigurationError;
import io.kosmosadmission.reading.ConfigurationReader;
import java.util.List;
import java.util.Optional;

/**
 * Decides which configuration holds: the written one if it is good, else the last good one. Without any, it is the
 * default one, and that is no error. Immutable: each change returns a new one.
 *
 * @param good the last good text; empty where there never was any
 * @param judged the text that was written last, good or not; empty where there is none
 * @param errors why the written text isn't in force; empty where it is
 */
public record RulesInForce(
        Configuration configuration, Optional<RulesText> good, Optional<RulesText> judged, List<String> errors) {

    public RulesInForce {
        errors = List.copyOf(errors);
    }

    public static final RulesInForce NONE =
            new RulesInForce(Configuration.DEFAULT, Optional.empty(), Optional.empty(), List.of());

    /**
     * Returns the rules of the first text.
     *
     * @throws WrongRulesException with all its errors: there are no last good rules to use instead
     */
    public static RulesInForce first(RulesText text) throws WrongRulesException {
        RulesInForce rules = NONE.written(text);
        if (!rules.valid()) {
            throw new WrongRulesException(rules.errors());
        }
        return rules;
    }

    /**
     * Returns the rules of the last good text of an earlier run. A text that is no longer good was written for another
     * version and is ignored.
     */
    public static RulesInForce remembering(Optional<RulesText> remembered) {
        return remembered
                .filter(text -> !text.text().isBlank())
                .map(NONE::written)
                .filter(RulesInForce::valid)
                .orElse(NONE);
    }

    /** Returns the rules after this text was written. */
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

    /**
     * Returns the rules when nothing is written, or it can't be read; why says so for people. Where there never was a
     * good text, that is no error.
     */
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
