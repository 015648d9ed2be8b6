package io.kosmosadmission.admission;

import java.util.List;

/** The errors of a configuration that is about to be written into our ConfigMap; none where it is good. */
public record ProposedRules(List<String> errors) {

    public ProposedRules {
        errors = List.copyOf(errors);
    }
}
