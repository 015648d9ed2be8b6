package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How matching pods are placed within their boundaries. The first rule that matches a pod counts. */
public record Rule(String name, List<MatchTerm> match, Placement placement, Optional<Mode> mode) {

    public Rule {
        match = List.copyOf(match);
    }

    /** Returns the rule as it would be if it matched every pod, and were enforced. */
    public Rule forEveryPod() {
        MatchTerm everything = new MatchTerm(List.of(), Optional.empty(), Optional.empty(), Set.of(), Set.of());
        return new Rule(name, List.of(everything), placement, Optional.empty());
    }

    Rule whereRequiredIsForbidden() {
        return new Rule(name, match, placement.whereRequiredIsForbidden(), mode);
    }
}
