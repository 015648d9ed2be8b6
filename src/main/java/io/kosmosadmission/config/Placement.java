package io.kosmosadmission.config;

import java.util.List;
import java.util.Optional;

/** The placement words of a rule. prefer lists the best provider first. */
public record Placement(
        Optional<Spread> spread,
        Optional<Separation> onePerProvider,
        Optional<Colocate> colocate,
        List<String> prefer,
        List<String> tolerate,
        Optional<Buffer> buffer) {

    /** Stands for every provider in {@code tolerate}. */
    public static final String EVERY_PROVIDER = "*";

    /** The placement that adds nothing. */
    public static final Placement NOTHING =
            new Placement(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());

    /** Returns whether a word is about the pod's own group and doesn't name its labels. */
    public boolean infersGroup() {
        return spread.filter(word -> word.labelKeys().isEmpty()).isPresent()
                || onePerProvider.filter(word -> word.labelKeys().isEmpty()).isPresent()
                || colocate.filter(word ->
                                word.podSelector().isEmpty() && word.labelKeys().isEmpty())
                        .isPresent();
    }

    Placement whereRequiredIsForbidden() {
        return new Placement(
                spread, onePerProvider.map(Separation::whereRequiredIsForbidden), colocate, prefer, tolerate, buffer);
    }

    public Placement {
        prefer = List.copyOf(prefer);
        tolerate = List.copyOf(tolerate);
    }
}
