package io.kosmosadmission.rules;

import org.jboss.logging.Logger;

/** Holds the rules in force from one change to the next. Rules that are refused are logged, once. */
public final class CurrentRules {

    private static final Logger LOG = Logger.getLogger(CurrentRules.class);

    private volatile RulesInForce now;

    public CurrentRules(RulesInForce first) {
        this.now = first;
    }

    public RulesInForce now() {
        return now;
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
        now = next;
        if (!next.valid()) {
            LOG.warnf(
                    "rules not valid, the last good ones stay in force why=\"%s\"", String.join(" | ", next.errors()));
        }
        return true;
    }
}
