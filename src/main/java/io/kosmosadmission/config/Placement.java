package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** The words of a rule. */
public record Placement(Optional<Spread> spread, List<String> tolerate) {

    /** In {@code tolerate}: every provider. */
    public static final String EVERY_PROVIDER = "*";

    public Placement {
        tolerate = List.copyOf(tolerate);
    }
}
