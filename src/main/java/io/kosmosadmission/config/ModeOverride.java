package io.kosmosadmission.config;

import java.util.List;

/** The mode in the namespaces that match, instead of the configured one. The first override that matches counts. */
public record ModeOverride(List<MatchTerm> match, Mode mode) {

    public ModeOverride {
        match = List.copyOf(match);
    }
}
