package io.kosmosadmission.rules;

import io.kosmosadmission.admission.WrittenRules;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Holds the rules in force from one change to the next. Rules that are refused are logged, once. */
public final class CurrentRules {

    private static final Logger LOG = Logger.getLogger(CurrentRules.class);

    private volatile RulesInForce now;
    private volatile Instant since = Instant.now();

    public CurrentRules(RulesInForce first) {
        this.now = first;
    }

    public RulesInForce now() {
        return now;
    }

    /** Returns them as they are written; origin is what they are read from, for people. */
    public WrittenRules asWritten(String origin) {
        RulesInForce rules = now;
        String refused =
                rules.valid() ? "" : rules.judged().map(RulesText::text).orElse("");
        return new WrittenRules(origin, rules.good().map(RulesText::text).orElse(""), since, refused, rules.errors());
    }

    /** Takes the text that is written now. Returns whether that changes the rules in force or their errors. */
    public boolean written(RulesText text) {
        return become(now.written(text));
    }

    /**
     * Takes note that nothing is written now, or that it can't be read; why says so for people. Returns whether that
     * changes the rules in force or their errors.
     */
    public boolean gone(String why) {
        return become(now.gone(why));
    }

    private boolean become(RulesInForce next) {
        if (next.equals(now)) {
            return false;
        }
        if (!next.good().equals(now.good())) {
            since = Instant.now();
        }
        now = next;
        if (!next.valid()) {
            LOG.warnf(
                    "rules not valid, the last good ones stay in force why=\"%s\"", String.join(" | ", next.errors()));
        }
        return true;
    }
}
