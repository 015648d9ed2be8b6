package io.kosmosadmission.rules;

import org.jboss.logging.Logger;

/** The rules in force now, as they go from one change to the next. Those that don't hold are told of in the log, once. */
public final class CurrentRules {

    private static final Logger LOG = Logger.getLogger(CurrentRules.class);

    private volatile RulesInForce now;

    public CurrentRules(RulesInForce first) {
        this.now = first;
    }

    public RulesInForce now() {
        return now;
    }

    /** Takes what is written now. Returns whether that is news. */
    public boolean written(RulesText text) {
        return become(now.written(text));
    }

    /** Nothing is written now, or it can't be read; why says so, for people. Returns whether that is news. */
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
