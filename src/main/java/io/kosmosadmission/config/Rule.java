package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** How matching pods are distributed within their boundaries. */
public record Rule(String name, List<MatchTerm> match, Placement placement, Optional<Mode> mode) {

    public Rule {
        match = List.copyOf(match);
    }
}
