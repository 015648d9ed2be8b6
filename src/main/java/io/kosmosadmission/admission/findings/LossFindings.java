package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.boundary.BoundaryLimit;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the providers that are lost, and says what follows from that. */
public final class LossFindings {

    private static final int MOST_NAMED = 3;

    private LossFindings() {}

    public static List<Finding> of(Configuration configuration, Providers providers) {
        List<Finding> found = new ArrayList<>();
        for (Provider provider : providers.all()) {
            provider.lostSince()
                    .ifPresent(since -> found.add(
                            lost(provider.name(), since, falling(configuration, provider.name(), providers))));
        }
        return found;
    }

    private static Finding lost(String provider, Instant since, List<String> boundaries) {
        return Finding.ofRules(
                        Finding.Check.ProviderLost, message(provider, " has been Ready since " + since, boundaries))
                .withSteady(message(provider, " is Ready", boundaries));
    }

    private static List<String> falling(Configuration configuration, String lost, Providers providers) {
        return configuration.boundaries().stream()
                .filter(boundary -> boundary.required().contains(lost) && BoundaryLimit.falls(boundary, providers))
                .map(Boundary::name)
                .toList();
    }

    /** The number of nodes is left out: a new message would be a new Event each time that one comes or goes. */
    private static String message(String provider, String ready, List<String> boundaries) {
        return "provider \"" + provider + "\" is lost: none of its nodes" + ready
                + "; until one of them is, it counts as Drained" + fallback(boundaries);
    }

    private static String fallback(List<String> boundaries) {
        if (boundaries.isEmpty()) {
            return "";
        }
        List<String> first = boundaries.subList(0, Math.min(MOST_NAMED, boundaries.size()));
        int more = boundaries.size() - first.size();
        return ", and the fallback is in force of " + (boundaries.size() == 1 ? "boundary " : "boundaries ")
                + String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }
}
