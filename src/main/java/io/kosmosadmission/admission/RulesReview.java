package io.kosmosadmission.admission;

import java.util.List;
import java.util.Set;

/**
 * {@code /validate} for our own ConfigMap: denies a configuration with errors. It would not be put in force anyway, and
 * so the user learns of it at once. No mode and no exemption softens this.
 */
final class RulesReview {

    private static final String WRONG_RULES = "KA201";
    private static final int ERRORS_TOLD = 10;

    private RulesReview() {}

    static Decision review(ProposedRules rules) {
        List<String> errors = rules.errors();
        if (errors.isEmpty()) {
            return new Decision.Allowed(Notes.of(Reason.Conforms));
        }
        String told = String.join("; ", errors.subList(0, Math.min(ERRORS_TOLD, errors.size())));
        String more = errors.size() > ERRORS_TOLD ? "; and " + (errors.size() - ERRORS_TOLD) + " more errors" : "";
        String message = "[" + WRONG_RULES + "] this configuration can't be taken, the one before stays in force: "
                + told + more;
        return new Decision.Denied(Notes.of(Reason.Rules), WRONG_RULES, message, Set.of());
    }
}
