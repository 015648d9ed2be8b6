package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/**
 * A hard limit: matching pods must run on the required providers (or on the fallback ones, while all required are
 * drained), and must not run on the forbidden ones.
 */
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
