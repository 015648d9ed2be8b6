package io.kosmosadmission.config;

import java.util.Map;
import java.util.Optional;

/**
 * One of the ORed terms that tell which unlabelled nodes belong to a provider. All given fields hold, and at least one
 * is given; empty matchLabels stand for a field that isn't given.
 */
public record NodeTerm(
        Optional<String> providerIDPrefix,
        Map<String, String> matchLabels,
        Optional<Glob> name,
        Optional<AddressRange> publicCIDR) {

    public NodeTerm {
        matchLabels = Map.copyOf(matchLabels);
    }
}
