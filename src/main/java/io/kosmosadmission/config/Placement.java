package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** The words of a rule. prefer is best first. */
public record Placement(
        Optional<Spread> spread,
        Optional<Strength> onePerProvider,
        Optional<Colocate> colocate,
        List<String> prefer,
        List<String> tolerate,
        Optional<Buffer> buffer) {

    /** In {@code tolerate}: every provider. */
    public static final String EVERY_PROVIDER = "*";

    /** A rule that places nothing. */
    public static final Placement NOTHING =
            new Placement(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public Placement {
        prefer = List.copyOf(prefer);
        tolerate = List.copyOf(tolerate);
    }
}
