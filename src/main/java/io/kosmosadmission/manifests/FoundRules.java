package io.kosmosadmission.manifests;

import io.kosmosadmission.config.Configuration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The rules that manifests hold: wrong ones, or none where there were some, leave the last good ones in force. */
final class FoundRules {

    private static final Logger LOG = Logger.getLogger(FoundRules.class);

    private Configuration lastGood = Configuration.DEFAULT;
    private Optional<RulesText> last = Optional.empty();
    private boolean valid = true;

    boolean valid() {
        return valid;
    }

    Configuration follow(Optional<RulesText> found) {
        if (found.equals(last)) {
            return lastGood;
        }
        last = found;
        try {
            lastGood = found.orElseThrow(FoundRules::gone).configuration();
            valid = true;
        } catch (WrongRulesException wrong) {
            valid = false;
            LOG.warnf(
                    "rules not valid, the last good ones stay in force why=\"%s\"",
                    String.join(" | ", wrong.getMessage().lines().toList()));
        }
        return lastGood;
    }

    private static WrongRulesException gone() {
        return new WrongRulesException(List.of("their ConfigMap is gone"));
    }
}
