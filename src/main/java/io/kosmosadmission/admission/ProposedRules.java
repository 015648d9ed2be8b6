package io.kosmosadmission.admission;

import java.util.List;

/** The configuration that somebody is about to put into our ConfigMap, as far as it matters: what is wrong with it. */
public record ProposedRules(List<String> errors) {

    public ProposedRules {
        errors = List.copyOf(errors);
    }
}
