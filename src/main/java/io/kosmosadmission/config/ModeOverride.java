package io.kosmosadmission.config;

import java.util.List;

/** Instead of the mode, in the namespaces that match; the first that matches counts. */
public record ModeOverride(List<MatchTerm> match, Mode mode) {

    public ModeOverride {
        match = List.copyOf(match);
    }
}
