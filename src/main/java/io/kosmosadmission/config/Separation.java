package io.kosmosadmission.config;

import java.util.List;

/**
 * The placement word {@code onePerProvider}: at most one pod of a group on each provider. labelKeys are the labels that make
 * the group; empty where they are inferred.
 */
public record Separation(Strength mode, List<String> labelKeys) {

    public Separation {
        labelKeys = List.copyOf(labelKeys);
    }
}
