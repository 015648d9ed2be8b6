package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;
import java.util.List;

/**
 * What is said beside every decision. rule is the rule's name or empty; mode is the mode in which the decision was made;
 * would says what the same review would have come to, were everything enforced.
 */
public record Notes(Reason reason, String rule, Mode mode, Would would, List<String> warnings) {

    /** What a part that isn't enforced would have done. */
    public enum Would {
        Nothing,
        Patch,
        Deny
    }

    public Notes {
        warnings = List.copyOf(warnings);
    }

    public static Notes of(Reason reason) {
        return new Notes(reason, "", Mode.Enforce, Would.Nothing, List.of());
    }
}
