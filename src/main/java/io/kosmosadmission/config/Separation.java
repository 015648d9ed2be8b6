package io.kosmosadmission.config;

import java.util.List;

/**
 * The placement word {@code onePerProvider}: at most one pod of a group on each provider.
 *
 * @param labelKeys the labels that make the group; empty where they are inferred
 * @param forbidden whether the API server forbids what mode Required would add, so that it must be left out
 */
public record Separation(Strength mode, List<String> labelKeys, boolean forbidden) {

    public Separation {
        labelKeys = List.copyOf(labelKeys);
    }

    /** Returns the word as it is written. */
    public Separation(Strength mode, List<String> labelKeys) {
        this(mode, labelKeys, false);
    }

    /** Returns the word where the API server forbids a required anti-affinity over providers. */
    Separation whereRequiredIsForbidden() {
        return mode == Strength.Required ? new Separation(mode, labelKeys, true) : this;
    }
}
