package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** How matching pods are placed within their boundaries. The first rule that matches a pod counts. */
public record Rule(String name, List<MatchTerm> match, Placement placement, Optional<Mode> mode) {

    public Rule {
        match = List.copyOf(match);
    }

    Rule whereRequiredIsForbidden() {
        return new Rule(name, match, placement.whereRequiredIsForbidden(), mode);
    }
}
