package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** A hard limit: the providers that matching pods must run on (required, or fallback), or must not (forbidden). */
public record Boundary(
        String name,
        List<MatchTerm> match,
        List<String> required,
        List<String> fallback,
        List<String> forbidden,
        Optional<Mode> mode) {

    public Boundary {
        match = List.copyOf(match);
        required = List.copyOf(required);
        fallback = List.copyOf(fallback);
        forbidden = List.copyOf(forbidden);
    }
}
