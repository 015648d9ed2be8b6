package io.kosmosadmission.console;

import io.kosmosadmission.admission.Finding;
import java.util.List;

/**
 * What other rules than those in force would change.
 *
 * @param added the findings under them alone
 * @param removed the findings under the rules in force alone
 * @param errors why they would be refused; else none
 */
public record RulesChange(List<Finding> added, List<Finding> removed, List<String> errors) {

    public RulesChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        errors = List.copyOf(errors);
    }
}
