package io.kosmosadmission.config;

import java.util.Map;
import java.util.Optional;

/** Which unlabelled nodes are a provider's; all given fields hold, and at least one is given. */
public record NodeTerm(
        Optional<String> providerIDPrefix,
        Map<String, String> matchLabels,
        Optional<Glob> name,
        Optional<AddressRange> publicCIDR) {

    public NodeTerm {
        matchLabels = Map.copyOf(matchLabels);
    }
}
